package dev.ringdown.hub.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringdown.StandingClock;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages by their places, as events name them. */
class MessagesAtTest {

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = new Nodes(Map.of(StandingClock.SETTING, true));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void thoseThatPeopleReadAndOfDeletedOnesNoContent() {
        Nodes.Line line = nodes.line(new Nodes.Plan());
        UUID first = line.start();
        UUID second = line.start();
        NewMessage hidden = Nodes.text(PartyType.CUSTOMER, "Hidden");
        NewMessage erased = Nodes.text(PartyType.CUSTOMER, "Erased");
        line.send(line.customer, first, hidden);
        line.send(line.customer, first, erased);
        line.send(line.customer, first, Nodes.about(hidden.messageId(), MessageTypeName.DELETE_SOFT));
        line.send(line.customer, first, Nodes.about(erased.messageId(), MessageTypeName.DELETE_PERMANENT));
        line.customerSays(first, "Still there");

        List<StoredMessage> found = nodes.bean(ConversationService.class).messagesAt(Stream.of(1, 2, 3, 4, 5, 6, 6, 99)
                .map(sequence -> new MessagePlace(first, sequence)).toList());
        assertEquals(List.of("1 Hello", "2 null", "3 null", "6 Still there"), shown(found), "not what steers, nor what there is not, each once");

        // Places, not each sequence of each conversation.
        assertEquals(List.of("1 Hello"), shown(nodes.bean(ConversationService.class).messagesAt(List.of(new MessagePlace(second, 1),
                new MessagePlace(UUID.randomUUID(), 1), new MessagePlace(first, 7)))));
        assertEquals(List.of(), nodes.bean(ConversationService.class).messagesAt(List.of()));

        line.send(line.customer, first, Nodes.about(hidden.messageId(), MessageTypeName.UNDO));
        assertEquals(List.of("2 Hidden"), shown(nodes.bean(ConversationService.class).messagesAt(List.of(new MessagePlace(first, 2)))));
    }

    private static List<String> shown(List<StoredMessage> messages) {
        return messages.stream().sorted(Comparator.comparingLong(StoredMessage::sequence))
                .map(message -> message.sequence() + " " + Objects.toString(message.body().text())).toList();
    }
}
