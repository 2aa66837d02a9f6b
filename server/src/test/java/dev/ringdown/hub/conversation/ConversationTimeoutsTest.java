package dev.ringdown.hub.conversation;

import dev.ringdown.StandingClock;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.account.ChatSettings;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.store.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of conversations that go by time, on a clock that the test moves. */
class ConversationTimeoutsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final String EMAIL = "ada@example.com";

    private static Nodes nodes;
    private static StandingClock clock;

    @BeforeAll
    static void start() {
        nodes = new Nodes(Map.of(StandingClock.SETTING, true));
        clock = StandingClock.SHARED;
        // What an earlier run has left.
        clock.move(Duration.ofMillis(System.currentTimeMillis() - clock.millis()));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private final Nodes.Plan plan = new Nodes.Plan();

    @Test
    void aConversationEndsWhenNobodyHasSaidAnythingForAsLongAsTheAccountAllows() {
        plan.bot = true;
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start();
        clock.move(Duration.ofMinutes(29));
        line.botSays(conversation, "answer");
        clock.move(Duration.ofMinutes(29));
        line.send(line.bot, conversation, Nodes.message(PartyType.CUSTOM_BOT, MessageTypeName.ESCALATION_TRANSFER));
        endDue();
        clock.move(Duration.ofMinutes(30).minus(MILLI));
        endDue();
        assertEquals("QUEUED", nodes.state(conversation));
        clock.move(MILLI);
        assertOver(line, conversation);
        endDue();
        assertEquals("TIMED_OUT", nodes.state(conversation));
        assertEquals(List.of("1 customer text", "2 custom_bot text", "3 custom_bot escalation.transfer", "4 system conversation.state",
                "5 system conversation.end"), nodes.messages(conversation));
        assertEquals(List.of("2 custom_bot text", "4 system conversation.state", "5 system conversation.end"),
                nodes.deliveries(conversation, line.customer));
        assertEquals(List.of("1 customer text", "5 system conversation.end"), nodes.deliveries(conversation, line.bot));
        assertEquals(List.of("1 customer text", "2 custom_bot text", "3 custom_bot escalation.transfer", "5 system conversation.end"),
                nodes.deliveries(conversation, line.agents));
        assertOver(line, conversation);
        endDue();
        assertEquals(5, nodes.messages(conversation).size(), "once");
        assertEquals(List.of(), nodes.rows("select 1 from conversation_configuration where conversation_id = " + Nodes.hex(conversation)));
        assertEquals(5, nodes.bean(TranscriptReading.class).of(conversation, line.agents).messages().message().size());
    }

    @Test
    void whatTheHubSaysPutsNothingOff() {
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start();
        clock.move(Duration.ofMinutes(20));
        nodes.bean(Transactions.class).inTransaction(() -> nodes.bean(ConversationService.class).deliveryGivenUp(conversation, 1));
        assertEquals(List.of("1 customer text", "2 system text"), nodes.messages(conversation));
        clock.move(Duration.ofMinutes(10));
        endDue();
        assertEquals("TIMED_OUT", nodes.state(conversation));
    }

    @Test
    void typingPutsNothingOff() {
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start();
        clock.move(Duration.ofMinutes(29));
        line.send(line.customer, conversation, Nodes.message(PartyType.CUSTOMER, MessageTypeName.TYPING_START));
        clock.move(MINUTE);
        endDue();
        assertEquals("TIMED_OUT", nodes.state(conversation));
    }

    @Test
    void theTimeRestsWhileTheConversationIsHeld() {
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start();
        clock.move(Duration.ofMinutes(20));
        line.agentsSay(conversation, MessageTypeName.AGENT_UNAVAILABLE);
        clock.move(Duration.ofDays(3));
        endDue();
        line.customerSays(conversation, "Still there?");
        clock.move(Duration.ofDays(3));
        endDue();
        assertEquals("QUEUED", nodes.state(conversation));
        clock.move(MILLI);
        line.agentsSay(conversation, MessageTypeName.AGENT_AVAILABLE);
        release();
        assertEquals("5 system conversation.state", last(nodes.deliveries(conversation, line.agents)));
        clock.move(Duration.ofMinutes(30).minus(MILLI));
        endDue();
        assertEquals("QUEUED", nodes.state(conversation));
        clock.move(MILLI);
        endDue();
        assertEquals("TIMED_OUT", nodes.state(conversation));
    }

    @Test
    void agentsWhoWereThereBeforeReleaseNothing() {
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start();
        line.agentsSay(conversation, MessageTypeName.AGENT_AVAILABLE);
        clock.move(MILLI);
        line.agentsSay(conversation, MessageTypeName.AGENT_UNAVAILABLE);
        line.customerSays(conversation, "held");
        release();
        assertEquals(List.of("1"), nodes.rows("select held_for is not null from conversation where id = " + Nodes.hex(conversation)));
    }

    @Test
    void whoIsUnavailableAgainInTheSameInstantIsUnavailable() {
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start();
        line.agentsSay(conversation, MessageTypeName.AGENT_AVAILABLE);
        line.agentsSay(conversation, MessageTypeName.AGENT_UNAVAILABLE);
        release();
        assertEquals(List.of("1"), nodes.rows("select held_for is not null from conversation where id = " + Nodes.hex(conversation)));
        line.agentsSay(conversation, MessageTypeName.AGENT_AVAILABLE);
        release();
        assertEquals(List.of("0"), nodes.rows("select held_for is not null from conversation where id = " + Nodes.hex(conversation)));
    }

    @Test
    void aClockThatIsBehindDoesNotHoldAConversationForEver() {
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start();
        line.agentsSay(conversation, MessageTypeName.AGENT_UNAVAILABLE);
        clock.move(Duration.ofMillis(-50));
        line.agentsSay(conversation, MessageTypeName.AGENT_AVAILABLE);
        clock.move(Duration.ofMillis(50));
        release();
        assertEquals(List.of("0"), nodes.rows("select held_for is not null from conversation where id = " + Nodes.hex(conversation)));
    }

    @Test
    void aNewTimeoutIsForConversationsThatStartThen() {
        Nodes.Line line = nodes.line(plan);
        UUID before = line.start();
        nodes.bean(ConfigurationService.class).replace(Account.TYPE, line.account, null, account -> new Account(account.name(), null, true,
                account.address(), account.channel(), account.cases(), new ChatSettings(60, null, account.chats().onAgentUnavailability(), false, false,
                        account.chats().orchestration(), "0"), List.of()));
        UUID after = line.start();
        clock.move(Duration.ofMinutes(30));
        endDue();
        assertEquals("TIMED_OUT", nodes.state(before));
        assertEquals("QUEUED", nodes.state(after));
        clock.move(Duration.ofMinutes(30));
        endDue();
        assertEquals("TIMED_OUT", nodes.state(after));
    }

    @Test
    void twoNodesEndManyAndEachOnce() throws Exception {
        Nodes.Line line = nodes.line(plan);
        int many = 1000;
        List<UUID> conversations = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            conversations.add(line.start());
        }
        UUID goesOn = line.start();
        clock.move(Duration.ofMinutes(29));
        line.customerSays(goesOn, "still here");
        clock.move(MINUTE);
        atOnce(() -> {
            nodes.bean(ConversationTimeouts.class).endDue();
            return null;
        }, () -> {
            nodes.beanOfSecond(ConversationTimeouts.class).endDue();
            return null;
        });
        String ofThese = " where conversation_id in (select id from conversation where account_id = " + Nodes.hex(line.account) + ")";
        assertEquals(List.of("QUEUED 1", "TIMED_OUT " + many),
                nodes.rows("select state, count(*) from conversation where account_id = " + Nodes.hex(line.account) + " group by state order by state"));
        assertEquals(List.of(many + " " + many), nodes.rows("select count(*), count(distinct conversation_id) from message" + ofThese
                + " and type = 'conversation.end'"));
        assertEquals(List.of("0"), nodes.rows("select count(*) from conversation where check_at <= '"
                + clock.instant().toString().replace("T", " ").replace("Z", "") + "'"));
        assertEquals("QUEUED", nodes.state(goesOn));
    }

    @Test
    void theBotIsSkippedUpToTheEndOfTheDuration() {
        plan.bot = true;
        plan.bypass = 10;
        plan.sameCase = 20;
        Nodes.Line line = nodes.line(plan);
        UUID first = line.start(EMAIL);
        line.send(line.customer, first, Nodes.message(PartyType.CUSTOMER, MessageTypeName.CONVERSATION_END));
        clock.move(Duration.ofMinutes(10).minus(MILLI));
        UUID skips = line.start(EMAIL);
        assertEquals("QUEUED", nodes.state(skips));
        assertEquals(caseOf(first), caseOf(skips));
        line.send(line.customer, skips, Nodes.message(PartyType.CUSTOMER, MessageTypeName.CONVERSATION_END));
        clock.move(Duration.ofMinutes(10));
        UUID late = line.start(EMAIL);
        assertEquals("OPEN_BOT", nodes.state(late));
        assertEquals(caseOf(first), caseOf(late));
        line.send(line.customer, late, Nodes.message(PartyType.CUSTOMER, MessageTypeName.CONVERSATION_END));
        clock.move(Duration.ofMinutes(20).minus(MILLI));
        UUID sameCase = line.start(EMAIL);
        assertEquals(caseOf(first), caseOf(sameCase));
        line.send(line.customer, sameCase, Nodes.message(PartyType.CUSTOMER, MessageTypeName.CONVERSATION_END));
        clock.move(Duration.ofMinutes(20));
        assertNotEquals(caseOf(first), caseOf(line.start(EMAIL)));
    }

    @Test
    void whoComesBackBeforeTheTimeoutIsNotedComesBackAllTheSame() {
        plan.bot = true;
        plan.bypass = 10;
        plan.sameCase = 20;
        Nodes.Line line = nodes.line(plan);
        UUID first = line.start(EMAIL);
        clock.move(Duration.ofMinutes(30));
        assertOver(line, first);
        UUID back = line.start(EMAIL);
        assertEquals("QUEUED", nodes.state(back));
        assertEquals(caseOf(first), caseOf(back));
        endDue();
        assertEquals("TIMED_OUT", nodes.state(first));
        assertEquals("QUEUED", nodes.state(back));
    }

    @Test
    void theTimeoutIsAnEndFromWhichDurationsCount() {
        plan.bot = true;
        plan.bypass = 10;
        Nodes.Line line = nodes.line(plan);
        line.start(EMAIL);
        clock.move(Duration.ofMinutes(30));
        endDue();
        clock.move(Duration.ofMinutes(10).minus(MILLI));
        assertEquals("QUEUED", nodes.state(line.start(EMAIL)));
    }

    @Test
    void whatWasSaidToABotAloneIsForwardedAfterATimeout() {
        plan.bot = true;
        plan.forwards = true;
        Nodes.Line line = nodes.line(plan);
        UUID conversation = line.start(EMAIL);
        line.botSays(conversation, "answer");
        clock.move(Duration.ofMinutes(30));
        endDue();
        assertEquals(List.of("1 customer text", "2 custom_bot text", "3 system conversation.end"), nodes.deliveries(conversation, line.agents));
        assertEquals(List.of("2 custom_bot text", "3 system conversation.end"), nodes.deliveries(conversation, line.customer));
    }

    private static void assertOver(Nodes.Line line, UUID conversation) {
        for (MessageTypeName type : List.of(MessageTypeName.TEXT, MessageTypeName.TYPING_START, MessageTypeName.CONVERSATION_END)) {
            NewMessage message = type == MessageTypeName.TEXT ? Nodes.text(PartyType.CUSTOMER, "too late") : Nodes.message(PartyType.CUSTOMER, type);
            HubException refused = assertThrows(HubException.class, () -> line.send(line.customer, conversation, message));
            assertEquals(HubErrorCode.CONVERSATION_OVER, refused.code());
        }
    }

    private static UUID caseOf(UUID conversation) {
        return UUID.fromString(nodes.rows("select lower(concat_ws('-', substr(hex(case_id), 1, 8), substr(hex(case_id), 9, 4), "
                + "substr(hex(case_id), 13, 4), substr(hex(case_id), 17, 4), substr(hex(case_id), 21))) from conversation where id = "
                + Nodes.hex(conversation)).get(0));
    }

    private static String last(List<String> rows) {
        return rows.get(rows.size() - 1);
    }

    private static void endDue() {
        nodes.bean(ConversationTimeouts.class).endDue();
    }

    private static void release() {
        nodes.bean(HeldConversations.class).releaseDue();
    }

    @SafeVarargs
    private static void atOnce(Callable<Void>... work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.length);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(work))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
