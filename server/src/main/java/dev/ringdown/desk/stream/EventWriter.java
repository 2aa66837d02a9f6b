package dev.ringdown.desk.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.api.agentchat.model.Chat;
import dev.ringdown.desk.chat.ChatConversation;
import dev.ringdown.desk.chat.ChatConversationRepository;
import dev.ringdown.desk.chat.MessageForm;
import dev.ringdown.desk.chat.ShownChats;
import dev.ringdown.desk.event.DeskEvent;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.MessagePlace;
import dev.ringdown.hub.conversation.StoredMessage;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes events down as server-sent events, each with what it is about as that is now. */
@Singleton
class EventWriter {

    private final ChatConversationRepository conversations;
    private final ShownChats chats;
    private final ConversationService hub;
    private final ObjectMapper json;

    EventWriter(ChatConversationRepository conversations, ShownChats chats, ConversationService hub, ObjectMapper json) {
        this.conversations = conversations;
        this.chats = chats;
        this.hub = hub;
        this.json = json;
    }

    /** Many events, in the order given; four statements at the most. What belongs to no chat is there, and shown to nobody. */
    List<ShownEvent> write(List<DeskEvent> events) {
        List<MessagePlace> places = events.stream().map(EventWriter::place).filter(Objects::nonNull).toList();
        Set<UUID> named = places.stream().map(MessagePlace::conversationId).collect(Collectors.toSet());
        Map<UUID, Long> chatIds = named.isEmpty() ? Map.of() : conversations.ofConversations(named).stream()
                .collect(Collectors.toMap(ChatConversation::conversationId, ChatConversation::chatId));
        Map<MessagePlace, StoredMessage> messages = hub.messagesAt(places.stream().filter(place -> chatIds.containsKey(place.conversationId())).toList())
                .stream().collect(Collectors.toMap(message -> new MessagePlace(message.conversationId(), message.sequence()), Function.identity()));
        Map<Long, Chat> shown = chats.now(Stream.concat(events.stream().map(DeskEvent::chatId).filter(Objects::nonNull), chatIds.values().stream())
                .collect(Collectors.toSet())).stream().collect(Collectors.toMap(Chat::chatID, Function.identity()));
        long now = System.nanoTime();
        return events.stream().map(event -> event.chatId() != null ? ofChat(event, now, shown.get(event.chatId()))
                : ofMessage(event, now, shown.get(chatIds.get(event.conversationId())), messages.get(place(event)))).toList();
    }

    /** The one that says that events were missed. */
    byte[] reset(long number) {
        return bytes(number, "reset", new ResetEvent(number));
    }

    private ShownEvent ofChat(DeskEvent event, long now, @Nullable Chat chat) {
        return chat == null ? hidden(event, now) : new ShownEvent(event.number(), now,
                bytes(event.number(), "chat", new ChatEvent(event.number(), event.occurredAt(), chat)), chat.departmentID(), event.formerDepartmentId());
    }

    private ShownEvent ofMessage(DeskEvent event, long now, @Nullable Chat chat, @Nullable StoredMessage message) {
        return chat == null || message == null ? hidden(event, now) : new ShownEvent(event.number(), now,
                bytes(event.number(), "message", new MessageEvent(event.number(), event.occurredAt(), chat.chatID(), MessageForm.of(message))),
                chat.departmentID(), null);
    }

    private static ShownEvent hidden(DeskEvent event, long now) {
        return new ShownEvent(event.number(), now, null, 0, null);
    }

    private static @Nullable MessagePlace place(DeskEvent event) {
        return event.conversationId() == null ? null : new MessagePlace(event.conversationId(), event.sequence());
    }

    /** JSON that the server writes has no line breaks. */
    private byte[] bytes(long number, String name, Object data) {
        try {
            return ("id: " + number + "\nevent: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
