package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ringdown.StandingClock;
import dev.ringdown.api.agentchat.ChatsApi;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.desk.session.LoggedOn;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.Nodes;
import dev.ringdown.store.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of chats and menus whose conversation is over, has run out of time, is held, or is replaced by the customer's next one. */
class FormerConversationsTest {

    /** Longer than the accounts let a conversation rest. */
    private static final Duration TIME_IS_UP = Duration.ofMinutes(31);

    private static Nodes nodes;
    private static RacingDesk desk;

    private final String email = Nodes.unique("customer") + "@example.com";

    @BeforeAll
    static void start() {
        nodes = new Nodes("target/desk-races-test", Map.of(StandingClock.SETTING, true, "ringdown.session.whole-life", "20000h",
                "ringdown.session.idle-life", "20000h"));
        StandingClock.SHARED.move(Duration.ofMillis(System.currentTimeMillis() - StandingClock.SHARED.millis()));
        desk = new RacingDesk(nodes);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** The Manager is there, in General alone. */
    @BeforeEach
    void nobodyIsInSupport() {
        desk.everybodyLeaves();
    }

    @Test
    void whoWritesAnewWhenTheTimeIsUpBeginsAnotherChat() {
        UUID before = desk.direct.start(email);
        long former = desk.chatOf(before).orElseThrow();
        StandingClock.SHARED.move(TIME_IS_UP);
        UUID after = desk.direct.start(email);
        assertEquals("TIMED_OUT", state(before));
        assertEquals(List.of("3"), nodes.rows("select status_id from chat where id = " + former));
        assertNotEquals(former, desk.chatOf(after).orElseThrow());
    }

    @Test
    void whoWritesAnewWhenTheTimeToChooseIsUpIsAskedAnew() {
        UUID before = desk.menu.start(email);
        StandingClock.SHARED.move(TIME_IS_UP);
        UUID after = desk.menu.start(email);
        assertEquals("TIMED_OUT", state(before));
        assertEquals(Optional.empty(), desk.chatOf(before));
        assertEquals(List.of(hexOf(after)), menus(before, after));
    }

    @Test
    void whoHasNotChosenInTheWholeTimeOfTheConversationIsLedNowhere() {
        UUID conversation = desk.menu.start(email);
        StandingClock.SHARED.move(TIME_IS_UP);
        RacingDesk.work(nodes.both().get(0), "welcome-menu-timeouts");
        assertEquals("TIMED_OUT", state(conversation));
        assertEquals(Optional.empty(), desk.chatOf(conversation));
        assertEquals(List.of(), menus(conversation));
    }

    @Test
    void whatTheHubSaysBehindTheEndMakesNoChat() {
        UUID conversation = desk.menu.start(email);
        desk.menu.customerSends(hub(), conversation, Nodes.message(PartyType.CUSTOMER, MessageTypeName.CONVERSATION_END));
        nodes.bean(Transactions.class).inTransaction(() -> {
            hub().lock(conversation);
            hub().deliveryGivenUp(conversation, 2);
        });
        assertEquals(List.of("system"), nodes.rows("select sender_type from message where conversation_id = " + Nodes.hex(conversation)
                + " order by sequence desc limit 1"));
        assertEquals(Optional.empty(), desk.chatOf(conversation));
    }

    @Test
    void whoIsClosedWhileWaitingIsNotWelcomed() {
        UUID conversation = desk.patient.start(email);
        long chat = desk.chatOf(conversation).orElseThrow();
        assertEquals(List.of("1 1"), nodes.rows("select status_id, held from chat where id = " + chat));
        RacingDesk.as(desk.manager, () -> nodes.bean(ChatsApi.class).closeChat("1", chat));
        assertEquals("ENDED", state(conversation));
        assertEquals(List.of(), said(conversation));
    }

    @Test
    void whoWritesAnewWhileWaitingWaitsOnAndIsWelcomedThen() {
        UUID before = desk.patient.start(email);
        UUID after = desk.patient.start(email);
        long chat = desk.chatOf(after).orElseThrow();
        assertEquals(Optional.of(chat), desk.chatOf(before));
        assertEquals("ENDED", state(before));
        assertEquals(List.of(), said(before));
        assertEquals(List.of("1 1"), nodes.rows("select c.held, v.held_for is not null from chat c, conversation v where c.id = " + chat
                + " and v.id = " + Nodes.hex(after)));
        LoggedOn.agent(nodes.both().get(0), desk.agents.get(2));
        RacingDesk.work(nodes.both().get(0), "chat-releases");
        assertEquals(List.of("0 0"), nodes.rows("select c.held is not null, v.held_for is not null from chat c, conversation v where c.id = " + chat
                + " and v.id = " + Nodes.hex(after)));
        assertEquals(1, said(after).size());
    }

    @Test
    void whoWritesAnewWhenSomebodyIsThereByThenIsWelcomedAtOnce() {
        UUID before = desk.patient.start(email);
        LoggedOn.agent(nodes.both().get(0), desk.agents.get(2));
        UUID after = desk.patient.start(email);
        assertEquals(List.of(), said(before));
        assertEquals(1, said(after).size());
        assertEquals(List.of("0"), nodes.rows("select held is not null from chat where id = " + desk.chatOf(after).orElseThrow()));
    }

    private static ConversationService hub() {
        return nodes.bean(ConversationService.class);
    }

    private static String state(UUID conversation) {
        return nodes.rows("select state from conversation where id = " + Nodes.hex(conversation)).get(0);
    }

    private static List<String> menus(UUID... conversations) {
        return nodes.rows("select hex(conversation_id) from menu_session where conversation_id in (" + String.join(", ",
                List.of(conversations).stream().map(Nodes::hex).toList()) + ")");
    }

    /** What the desk has said to the customer. */
    private static List<String> said(UUID conversation) {
        return nodes.rows("select document from message where type = 'text' and sender_type = 'custom_agent' and conversation_id = "
                + Nodes.hex(conversation) + " order by sequence");
    }

    private static String hexOf(UUID id) {
        return id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
