package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StatementCount;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.conversation.Nodes;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of chats and messages take as many statements for many rows as for few. */
class ChatStatementsTest {

    private static final Caller MANAGER = new Caller(1, "Manager", true, 1);

    private static Nodes nodes;
    private static Nodes.Line line;

    @BeforeAll
    static void start() {
        nodes = new Nodes("target/chat-statements-test", Map.of());
        // The first Manager, in the only department: somebody is there.
        nodes.execute("UPDATE agent SET status_id = 4");
        line = line();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void getChats() {
        long few = chatOf(line.start());
        for (int i = 0; i < 20; i++) {
            UUID conversation = line.start();
            line.customerSays(conversation, "More");
        }
        ChatReading reading = nodes.bean(ChatReading.class);

        for (boolean withMessages : new boolean[]{false, true}) {
            assertEquals(1, reading.chats(filter(few), null, 200, withMessages).unassignedChats().size());
            assertTrue(reading.chats(filter(null), null, 200, withMessages).unassignedChats().size() > 20);
            int statements = withMessages ? 6 : 3;
            assertEquals(statements, count(() -> reading.chats(filter(few), null, 200, withMessages)));
            // How many closed chats there are is asked for by itself.
            assertEquals(statements + 1, count(() -> reading.chats(filter(null), null, 200, withMessages)));
        }
    }

    @Test
    void getMessages() {
        long few = chatOf(line.start());
        String email = UUID.randomUUID() + "@example.com";
        long many = chatOf(line.start(email));
        for (int i = 0; i < 5; i++) {
            UUID conversation = line.start(email);
            for (int j = 0; j < 10; j++) {
                line.customerSays(conversation, "Text " + j);
            }
        }
        ChatReading reading = nodes.bean(ChatReading.class);

        assertEquals(1, reading.messages(MANAGER, few, null, 200).size());
        assertTrue(reading.messages(MANAGER, many, null, 200).size() > 55);
        assertEquals(count(() -> reading.messages(MANAGER, few, null, 200)), count(() -> reading.messages(MANAGER, many, null, 200)));
    }

    /** The chats that GetCustomer shows; the customer itself is one statement more. */
    @Test
    void chatsOfACustomer() {
        String few = UUID.randomUUID() + "@example.com";
        String many = UUID.randomUUID() + "@example.com";
        long oneChat = customerOf(line.start(few));
        long fiveChats = customerOf(line.start(many));
        for (int i = 0; i < 4; i++) {
            line().start(many);
        }
        ShownChats shown = nodes.bean(ShownChats.class);

        assertEquals(1, shown.latestOf(MANAGER, oneChat, 50).size());
        assertEquals(5, shown.latestOf(MANAGER, fiveChats, 50).size());
        assertEquals(2, count(() -> shown.latestOf(MANAGER, oneChat, 50)));
        assertEquals(2, count(() -> shown.latestOf(MANAGER, fiveChats, 50)));
        assertEquals(1, count(() -> shown.latestOf(MANAGER, Long.MAX_VALUE, 50)), "no tags of no chats");
    }

    private static long count(Supplier<?> call) {
        return StatementCount.of(nodes.bean(ApplicationContext.class), call);
    }

    /** An account whose agents are the desk. */
    private static Nodes.Line line() {
        Nodes.Plan plan = new Nodes.Plan();
        plan.agents = DeskApplication.ID;
        return nodes.line(plan);
    }

    private static ChatFilter filter(Long chatId) {
        return new ChatFilter(MANAGER, null, chatId, null, null, null, null, null, null, null);
    }

    private static long chatOf(UUID conversation) {
        return nodes.bean(ChatConversationRepository.class).find(conversation).orElseThrow().chatId();
    }

    private static long customerOf(UUID conversation) {
        return nodes.bean(ChatRepository.class).view(chatOf(conversation)).orElseThrow().customerId();
    }
}
