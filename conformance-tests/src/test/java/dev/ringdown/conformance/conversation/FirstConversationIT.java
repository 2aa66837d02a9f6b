package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.DeliveryStatus;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.MessageDirection;
import dev.ringdown.client.conversationmanager.model.ConversationCustomer;
import dev.ringdown.client.conversationmanager.model.MessageSenderType;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.receiver.Guard;
import dev.ringdown.conformance.receiver.ReceivedCall;
import dev.ringdown.conformance.receiver.TokenIssuer;
import dev.ringdown.conformance.server.ServerUnderTest;
import dev.ringdown.conformance.server.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole first conversation, as the README has it: a customer writes, the manager grabs, answers and closes, the customer's connector
 * hears of it. Through both generated clients and with a real receiver.
 */
class FirstConversationIT {

    /** Long enough for the retries of a receiver that was down: after 1 s, 5 s, 30 s, each a fifth more. */
    private static final Duration DELIVERED = Duration.ofSeconds(90);
    /** Shorter than the shortest wait between counted attempts. */
    private static final Duration AT_ONCE = Duration.ofMillis(800);
    private static final String CUSTOM_HEADER = "X-Custom-Header";

    private final ServerUnderTest server = SharedServer.get();
    private final HubFixtures fixtures = new HubFixtures(server);
    private final CallbackReceiver receiver = CallbackReceiver.start();
    private final TokenIssuer issuer = new TokenIssuer("data.accessToken");

    @AfterEach
    void close() {
        receiver.close();
    }

    private enum Login { BASIC, OAUTH }

    @ParameterizedTest
    @EnumSource
    void fromTheCustomersFirstWordToTheEnd(Login login) throws Exception {
        RegisteredApplication connector = connector(login);
        Line line = Line.toDesk(server, connector);
        ConversationCustomer customer = Line.newCustomer();
        Desk desk = Desk.logOn(server);

        UUID conversation = line.start(customer, "m-1", "Hello, is anybody there?");
        line.say(conversation, "m-2", "Grüße \uD83D\uDE42");

        Chat chat = desk.unassignedChatOf(customer.getName());
        Chat grabbed = desk.grab(chat);
        assertThat(grabbed.getChatStatusID()).isEqualTo(ChatStatus.OPEN);
        assertThat(desk.messages(chat)).extracting(Message::getMessageText).containsExactly("Hello, is anybody there?", "Grüße \uD83D\uDE42");
        assertThat(desk.messages(chat)).extracting(Message::getDirection).containsOnly(MessageDirection.IN);
        awaitTypes("agent.join");

        desk.answer(chat, "Yes. \u00bfQué tal?");
        awaitTypes("agent.join", "text");

        // The receiver is away while the agent goes on, and the customer too.
        receiver.down();
        long unheard = desk.answer(chat, "Are you still there?");
        desk.answer(chat, "I close this chat now.");
        line.say(conversation, "m-3", "I am");
        assertThat(desk.close(chat).getChatStatusID()).isEqualTo(ChatStatus.CLOSED);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(30))
                .until(() -> desk.message(chat, unheard).getDeliveryStatus() == DeliveryStatus.ACCEPTED);
        receiver.up();

        awaitTypes("agent.join", "text", "text", "text", "conversation.end");
        await().atMost(DELIVERED).until(() -> desk.message(chat, unheard).getDeliveryStatus() == DeliveryStatus.SENT);
        List<Callback> arrived = Callback.allOf(receiver);
        assertThat(arrived).as("everything arrives once").hasSize(5);
        assertThat(arrived).extracting(Callback::webhookId).doesNotHaveDuplicates();
        assertThat(arrived).extracting(Callback::text)
                .containsExactly(null, "Yes. \u00bfQué tal?", "Are you still there?", "I close this chat now.", null);
        assertThat(arrived).extracting(callback -> callback.message().getSender().getType()).containsOnly(MessageSenderType.CUSTOM_AGENT);
        assertThat(arrived).extracting(Callback::conversation).containsOnly(conversation);
        var webhook = new StandardWebhook(connector.credentials().webhookSecret());
        for (Callback callback : arrived) {
            webhook.verify(callback.call());
            assertThat(callback.call().method()).isEqualTo("POST");
            assertThat(callback.call().path()).isEqualTo("/customer?tenant=1");
            assertThat(callback.call().header("Content-Type")).startsWith("application/json");
            assertThat(callback.call().header(CUSTOM_HEADER)).isEqualTo("custom value");
            assertThat(callback.call().header("Authorization")).startsWith(login == Login.BASIC ? "Basic " : "Bearer ");
        }
        assertThat(desk.messages(chat)).extracting(Message::getMessageText).containsExactly("Hello, is anybody there?", "Grüße \uD83D\uDE42",
                "Yes. \u00bfQué tal?", "Are you still there?", "I close this chat now.", "I am");
    }

    @Test
    void anExpiredTokenIsReplacedAndTheMessageSentAgainAtOnce() throws Exception {
        Line line = Line.toDesk(server, connector(Login.OAUTH));
        ConversationCustomer customer = Line.newCustomer();
        Desk desk = Desk.logOn(server);
        line.start(customer, "m-1", "Hello");
        Chat chat = desk.unassignedChatOf(customer.getName());
        desk.grab(chat);
        awaitTypes("agent.join");
        assertThat(issuer.issued()).as("one token so far").isEqualTo(1);
        assertThat(receiver.tokenRequests().get(0).method()).isEqualTo("POST");
        assertThat(receiver.tokenRequests().get(0).text()).isEqualTo("{\"clientId\":\"hub\"}");

        Duration fastest = Duration.ofDays(1);
        for (int i = 1; i <= 3; i++) {
            issuer.expireAll();
            desk.answer(chat, "answer " + i);
            int arrivedThen = 1 + i;
            await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == arrivedThen);
            List<ReceivedCall> calls = receiver.calls();
            ReceivedCall refused = calls.get(calls.size() - 2);
            ReceivedCall taken = calls.get(calls.size() - 1);
            assertThat(List.of(refused.status(), taken.status())).containsExactly(401, 204);
            assertThat(taken.header("webhook-id")).isEqualTo(refused.header("webhook-id"));
            assertThat(taken.header("Authorization")).isNotEqualTo(refused.header("Authorization"));
            assertThat(issuer.issued()).as("one fresh token each time").isEqualTo(1 + i);
            Duration between = Duration.between(refused.arrived(), taken.arrived());
            fastest = between.compareTo(fastest) < 0 ? between : fastest;
        }
        assertThat(fastest).as("no wait as between counted attempts").isLessThan(AT_ONCE);
        desk.close(chat);
        awaitTypes("agent.join", "text", "text", "text", "conversation.end");
        assertThat(issuer.issued()).as("a good token is kept").isEqualTo(4);
    }

    private RegisteredApplication connector(Login login) throws Exception {
        UUID authentication;
        if (login == Login.BASIC) {
            receiver.guardedBy(Guard.basic("connector", "let:me in"));
            authentication = fixtures.basicAuthentication("connector", "let:me in");
        } else {
            receiver.guardedBy(issuer);
            authentication = fixtures.oauth2Authentication(receiver.tokenRequestUrl(), "{\"clientId\":\"hub\"}", issuer.accessTokenPath());
        }
        return fixtures.application().role("customer", receiver.at("/customer?tenant=1").toString()).header(CUSTOM_HEADER, "custom value")
                .authentication(authentication).createWithCredentials();
    }

    private void awaitTypes(String... types) {
        await().atMost(DELIVERED).untilAsserted(() ->
                assertThat(Callback.acceptedBy(receiver)).extracting(Callback::type).containsExactly(types));
    }
}
