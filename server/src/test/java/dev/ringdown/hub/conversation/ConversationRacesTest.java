package dev.ringdown.hub.conversation;

import dev.ringdown.StandingClock;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Parties that act on one conversation at the same time, at two nodes. Whoever comes first: nobody hears of a deadlock, nothing that was
 * accepted is lost or out of its order, and no conversation is left in a state that there is not.
 */
class ConversationRacesTest {

    private static final int ROUNDS = 30;
    private static final long LONGEST_DELAY_NANOS = 2_000_000;

    private static Nodes nodes;
    private static ExecutorService threads;

    private final Nodes.Plan plan = new Nodes.Plan();

    @BeforeAll
    static void start() {
        nodes = new Nodes(Map.of(StandingClock.SETTING, true));
        threads = Executors.newCachedThreadPool();
        StandingClock.SHARED.move(Duration.ofMillis(System.currentTimeMillis() - StandingClock.SHARED.millis()));
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        nodes.close();
    }

    private interface Racer {
        void run(ConversationService node);
    }

    @Test
    void endAgainstEndAndText() throws Exception {
        Nodes.Line line = nodes.line(plan);
        for (int round = 0; round < ROUNDS; round++) {
            UUID conversation = line.start();
            List<HubErrorCode> codes = race(ends(line, conversation, PartyType.CUSTOMER), ends(line, conversation, PartyType.CUSTOM_AGENT),
                    says(line, conversation, PartyType.CUSTOMER), says(line, conversation, PartyType.CUSTOM_AGENT));
            assertTrue(codes.stream().allMatch(code -> code == null || code == HubErrorCode.CONVERSATION_OVER), codes.toString());
            assertEquals(1, codes.subList(0, 2).stream().filter(code -> code == null).count(), "one of the two ends it");
            assertWhole(line, conversation, 1 + accepted(codes), true);
        }
    }

    @Test
    void escalationAgainstTextAndEnd() throws Exception {
        plan.bot = true;
        Nodes.Line line = nodes.line(plan);
        for (int round = 0; round < ROUNDS; round++) {
            UUID conversation = line.start();
            boolean ending = round % 2 == 0;
            List<HubErrorCode> codes = race(says(line, conversation, PartyType.CUSTOMER), escalates(line, conversation), escalates(line, conversation),
                    says(line, conversation, PartyType.CUSTOM_BOT),
                    ending ? ends(line, conversation, PartyType.CUSTOMER) : says(line, conversation, PartyType.CUSTOMER));
            boolean escalated = codes.get(1) == null || codes.get(2) == null;
            assertTrue(codes.get(1) != null || codes.get(2) != null, "handed over once");
            assertTrue(ending || escalated);
            assertWhole(line, conversation, 1 + accepted(codes) + (escalated ? 1 : 0), ending);
            if (escalated) {
                List<String> all = nodes.messages(conversation);
                int handedOver = IntStream.range(0, all.size()).filter(i -> all.get(i).endsWith("escalation.transfer")).findFirst().orElseThrow();
                assertEquals(all.stream().filter(message -> all.indexOf(message) <= handedOver
                        || message.contains(" customer ")).toList(), nodes.deliveries(conversation, line.agents), "all up to there, then the customer's");
            }
        }
    }

    @Test
    void availableAgainstUnavailableAndText() throws Exception {
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        Nodes.Line line = nodes.line(plan);
        for (int round = 0; round < ROUNDS; round++) {
            UUID conversation = line.start();
            if (round % 2 == 0) {
                line.agentsSay(conversation, MessageTypeName.AGENT_UNAVAILABLE);
            }
            List<HubErrorCode> codes = race(agents(line, conversation, MessageTypeName.AGENT_AVAILABLE),
                    agents(line, conversation, MessageTypeName.AGENT_UNAVAILABLE), says(line, conversation, PartyType.CUSTOMER),
                    says(line, conversation, PartyType.CUSTOMER), node -> nodes.beanOfSecond(HeldConversations.class).releaseDue(),
                    node -> nodes.bean(HeldConversations.class).releaseDue());
            assertEquals(6, accepted(codes));
            StandingClock.SHARED.move(Duration.ofMillis(1));
            line.agentsSay(conversation, MessageTypeName.AGENT_AVAILABLE);
            nodes.bean(HeldConversations.class).releaseDue();
            assertEquals(List.of("QUEUED 0 0"), nodes.rows("select c.state, c.held_for is not null, l.held from conversation c join lane l on "
                    + "l.conversation_id = c.id and l.role = 'custom_agent' where c.id = " + Nodes.hex(conversation)));
            assertEquals(3, nodes.deliveries(conversation, line.agents).stream().filter(delivery -> delivery.endsWith("customer text")).count());
            assertWhole(line, conversation, nodes.messages(conversation).size(), false);
        }
    }

    @Test
    void timeoutAgainstTextAndEnd() throws Exception {
        plan.timeout = 1;
        Nodes.Line line = nodes.line(plan);
        for (int round = 0; round < ROUNDS; round++) {
            UUID conversation = line.start();
            StandingClock.SHARED.move(Duration.ofMinutes(1).minusMillis(1));
            boolean ending = round % 2 == 0;
            List<HubErrorCode> codes = race(node -> StandingClock.SHARED.move(Duration.ofMillis(1)),
                    node -> nodes.bean(ConversationTimeouts.class).endDue(), node -> nodes.beanOfSecond(ConversationTimeouts.class).endDue(),
                    ending ? ends(line, conversation, PartyType.CUSTOMER) : says(line, conversation, PartyType.CUSTOMER));
            assertEquals(null, codes.get(1));
            boolean taken = codes.get(3) == null;
            nodes.bean(ConversationTimeouts.class).endDue();
            assertEquals(taken ? ending ? "ENDED" : "QUEUED" : "TIMED_OUT", nodes.state(conversation));
            assertWhole(line, conversation, 2, ending || !taken);
        }
    }

    @Test
    void deletionAgainstEnd() throws Exception {
        Nodes.Line line = nodes.line(plan);
        for (int round = 0; round < ROUNDS; round++) {
            UUID conversation = line.start();
            NewMessage parent = Nodes.text(PartyType.CUSTOMER, "Oops");
            line.send(line.customer, conversation, parent);
            List<HubErrorCode> codes = race(deletes(line, conversation, parent, MessageTypeName.DELETE_SOFT),
                    ends(line, conversation, PartyType.CUSTOM_AGENT), deletes(line, conversation, parent, MessageTypeName.UNDO),
                    deletes(line, conversation, parent, MessageTypeName.DELETE_PERMANENT));
            assertEquals(null, codes.get(1));
            assertWhole(line, conversation, 2 + accepted(codes), true);
            boolean erased = codes.get(3) == null;
            assertEquals(List.of(erased ? "PERMANENT 0" : "1"), nodes.rows("select concat(coalesce(concat(nullif(deletion, 'SOFT'), ' '), ''), "
                    + "document is not null) from message where sequence = 2 and conversation_id = " + Nodes.hex(conversation)));
        }
    }

    @Test
    void startsOfOneContact() throws Exception {
        plan.bot = true;
        plan.bypass = 30;
        plan.sameCase = 30;
        Nodes.Line line = nodes.line(plan);
        for (int round = 0; round < ROUNDS / 2; round++) {
            String email = Nodes.unique("customer") + "@example.com";
            line.start(email);
            UUID[] started = new UUID[4];
            race(IntStream.range(0, started.length).<Racer>mapToObj(i -> node -> started[i] = line.start(node, email)).toArray(Racer[]::new));
            assertEquals(started.length, List.of(started).stream().distinct().count());
            for (UUID conversation : started) {
                assertWhole(line, conversation, 1, false);
            }
            assertEquals(List.of("1"), nodes.rows("select count(distinct case_id) from conversation where account_id = " + Nodes.hex(line.account)
                    + " and contact_key = (select contact_key from conversation where id = " + Nodes.hex(started[0]) + ")"));
        }
    }

    @Test
    void handingOverConversationsOfOneCustomerToTheDesk() throws Exception {
        plan.bot = true;
        // The first Manager, in the only department: somebody is there.
        nodes.execute("update agent set status_id = 4");
        plan.agents = nodes.bean(CurrentConfiguration.class).picture().all(ClientApplication.TYPE)
                .filter(application -> application.document().name().equals("ringdown-desk")).findFirst().orElseThrow().id();
        Nodes.Line line = nodes.line(plan);
        for (int round = 0; round < ROUNDS / 2; round++) {
            String email = Nodes.unique("customer") + "@example.com";
            UUID[] started = {line.start(email), line.start(email), line.start(email)};
            List<HubErrorCode> codes = race(escalates(line, started[0]), escalates(line, started[1]), escalates(line, started[2]),
                    says(line, started[0], PartyType.CUSTOMER), says(line, started[1], PartyType.CUSTOMER), ends(line, started[2], PartyType.CUSTOMER));
            assertTrue(codes.stream().allMatch(code -> code == null || code == HubErrorCode.CONVERSATION_OVER), codes.toString());
            int chats = Integer.parseInt(nodes.rows("select count(distinct chat_id) from chat_conversation where conversation_id in ("
                    + Nodes.hex(started[0]) + ", " + Nodes.hex(started[1]) + ", " + Nodes.hex(started[2]) + ")").get(0));
            assertTrue(chats == 1 || chats == 2 && codes.get(2) == null, "one chat, but for one that the customer ended meanwhile");
            for (UUID conversation : started) {
                int messages = nodes.messages(conversation).size();
                assertWhole(line, conversation, messages, nodes.state(conversation).equals("ENDED"));
            }
            assertTrue(List.of(started).stream().filter(conversation -> !nodes.state(conversation).equals("ENDED")).count() <= 1);
        }
    }

    private static int accepted(List<HubErrorCode> codes) {
        return (int) codes.stream().filter(code -> code == null).count();
    }

    private static Racer says(Nodes.Line line, UUID conversation, PartyType sender) {
        return sends(line, conversation, Nodes.text(sender, "text"));
    }

    private static Racer ends(Nodes.Line line, UUID conversation, PartyType sender) {
        return sends(line, conversation, Nodes.message(sender, MessageTypeName.CONVERSATION_END));
    }

    private static Racer escalates(Nodes.Line line, UUID conversation) {
        return sends(line, conversation, Nodes.message(PartyType.CUSTOM_BOT, MessageTypeName.ESCALATION_TRANSFER));
    }

    private static Racer agents(Nodes.Line line, UUID conversation, MessageTypeName type) {
        return sends(line, conversation, Nodes.message(PartyType.CUSTOM_AGENT, type));
    }

    private static Racer deletes(Nodes.Line line, UUID conversation, NewMessage parent, MessageTypeName how) {
        return sends(line, conversation, Nodes.about(parent.messageId(), how));
    }

    private static Racer sends(Nodes.Line line, UUID conversation, NewMessage message) {
        UUID sender = switch (message.senderType()) {
            case CUSTOMER -> line.customer;
            case CUSTOM_BOT -> line.bot;
            default -> line.agents;
        };
        return node -> line.send(node, sender, conversation, message);
    }

    /** Lets them all go at once, each at one of the nodes; of each the code of its refusal, or null. Fails where anything else came out. */
    private static List<HubErrorCode> race(Racer... racers) throws Exception {
        CyclicBarrier ready = new CyclicBarrier(racers.length);
        List<Callable<HubErrorCode>> calls = new ArrayList<>();
        for (Racer racer : racers) {
            ConversationService node = ThreadLocalRandom.current().nextBoolean() ? nodes.bean(ConversationService.class)
                    : nodes.beanOfSecond(ConversationService.class);
            calls.add(() -> {
                ready.await();
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_DELAY_NANOS));
                try {
                    racer.run(node);
                    return null;
                } catch (HubException refused) {
                    return refused.code();
                }
            });
        }
        List<HubErrorCode> codes = new ArrayList<>();
        for (Future<HubErrorCode> call : threads.invokeAll(calls)) {
            codes.add(call.get());
        }
        return codes;
    }

    /** What must hold of a conversation whatever has happened. */
    private static void assertWhole(Nodes.Line line, UUID conversation, int messages, boolean over) {
        List<String> all = nodes.messages(conversation);
        assertEquals(messages, all.size(), all::toString);
        for (int i = 0; i < all.size(); i++) {
            assertTrue(all.get(i).startsWith(i + 1 + " "), all::toString);
        }
        assertEquals(over ? 1 : 0, all.stream().filter(message -> message.endsWith("conversation.end")).count(), all::toString);
        assertTrue(!over || all.get(all.size() - 1).endsWith("conversation.end"), all::toString);
        String id = Nodes.hex(conversation);
        assertEquals(List.of((over ? "1 1 1" : "0 0 0") + " " + (messages + 1)), nodes.rows("select ended_at is not null, state in ('ENDED', "
                + "'TIMED_OUT'), not exists (select 1 from conversation_configuration where conversation_id = c.id), next_sequence "
                + "from conversation c where id = " + id));
        assertEquals(List.of(), nodes.rows("select l.role, l.waiting from lane l where l.conversation_id = " + id + " and l.waiting <> "
                + "(select count(*) from delivery d where d.lane_id = l.id and d.state = 'WAITING')"));
        assertEquals(List.of(), nodes.rows("select m.sequence, l.role from message m join lane l on l.conversation_id = m.conversation_id "
                + "where m.conversation_id = " + id + " and m.receivers like concat('%', l.role, '%') and m.deletion is null "
                + "and not exists (select 1 from delivery d where d.lane_id = l.id and d.sequence = m.sequence)"), "each is on its way to all its receivers");
        assertEquals(List.of(), nodes.rows("select a.sequence from message a join message b on b.conversation_id = a.conversation_id "
                + "and b.sequence = a.sequence + 1 where a.created > b.created and a.conversation_id = " + id));
    }
}
