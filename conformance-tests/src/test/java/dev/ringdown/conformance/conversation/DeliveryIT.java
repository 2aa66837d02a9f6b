package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.DeliveryStatus;
import dev.ringdown.client.conversationmanager.ApiClient;
import dev.ringdown.client.conversationmanager.model.ClientApplicationReplace;
import dev.ringdown.client.conversationmanager.model.ConversationCustomer;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.receiver.Answering;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.receiver.ReceivedCall;
import dev.ringdown.conformance.server.ServerUnderTest;
import dev.ringdown.conformance.server.SharedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the hub calls back (contract, "Callbacks"): the order, what is tried again and what is not, and who waits for whom. */
class DeliveryIT {

    /** Generous: the machine may be loaded, and some messages wait out two retries. */
    private static final Duration DELIVERED = Duration.ofSeconds(90);

    private final ServerUnderTest server = SharedServer.get();
    private final HubFixtures fixtures = new HubFixtures(server);
    private final List<CallbackReceiver> receivers = new ArrayList<>();
    private final CallbackReceiver receiver = receiver();

    @AfterEach
    void close() {
        receivers.forEach(CallbackReceiver::close);
    }

    @Test
    void keepsTheOrderOfEachConversationWhateverTheReceiverDoes() throws Exception {
        int each = 50;
        var calls = new AtomicInteger();
        receiver.answering(new Answering.Choosing(call -> switch (calls.incrementAndGet() % 25) {
            case 7 -> new Answering.WithStatus(500);
            case 11 -> new Answering.Slow(Duration.ofMillis(300), Answering.ACCEPTING);
            case 18 -> Answering.CLOSING;
            default -> Answering.ACCEPTING;
        }));
        Line line = Line.toAgents(server, agents());
        Map<UUID, List<String>> said = new LinkedHashMap<>();
        for (int conversation = 1; conversation <= 3; conversation++) {
            said.put(line.start(conversation + ":1"), new ArrayList<>(List.of(conversation + ":1")));
        }
        for (int i = 2; i <= each; i++) {
            for (var conversation : said.entrySet()) {
                String text = conversation.getValue().get(0).replace(":1", ":" + i);
                line.say(conversation.getKey(), text);
                conversation.getValue().add(text);
            }
        }

        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() >= 3 * each);
        List<Callback> all = Callback.allOf(receiver);
        said.forEach((conversation, texts) ->
                assertThat(Callback.withoutRepeats(Callback.of(conversation, all))).extracting(Callback::text).containsExactlyElementsOf(texts));
        assertThat(Callback.acceptedBy(receiver)).as("what is accepted does not come again").extracting(Callback::webhookId)
                .doesNotHaveDuplicates();
        assertThat(all.size()).as("some were tried again").isGreaterThan(3 * each);
        repeatsAreAlike(receiver);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNeverFollowedAndTriedAgain(int status) throws Exception {
        CallbackReceiver elsewhere = receiver();
        var calls = new AtomicInteger();
        receiver.answering(new Answering.Choosing(call -> calls.incrementAndGet() == 1
                ? new Answering.WithStatus(status, "Location", elsewhere.at("/trap").toString()) : Answering.ACCEPTING));
        Line line = Line.toAgents(server, agents());
        line.start("Hello");

        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 1);
        assertThat(receiver.calls()).extracting(ReceivedCall::status).containsExactly(status, 204);
        assertThat(Callback.allOf(receiver)).extracting(Callback::webhookId).containsOnly(receiver.calls().get(0).header("webhook-id"));
        repeatsAreAlike(receiver);
        assertThat(elsewhere.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void whatTheReceiverWillNeverTakeFailsAtOnceAndTheNextGoesOn(int status) throws Exception {
        receiver.answering(status);
        Line line = Line.toAgents(server, agents());
        UUID conversation = line.start("never");
        await().atMost(DELIVERED).until(() -> !receiver.calls().isEmpty());
        receiver.answering(Answering.ACCEPTING);
        line.say(conversation, "next");
        await().atMost(DELIVERED).until(() -> !Callback.acceptedBy(receiver).isEmpty());

        // In order: had the first one been tried again, it would have come before the second.
        assertThat(Callback.allOf(receiver)).extracting(Callback::text).containsExactly("never", "next");
        assertThat(Callback.allOf(receiver)).extracting(callback -> callback.call().status()).containsExactly(status, 204);
    }

    @Test
    void theDeskSeesWhatFailedAndWhatWasSent() throws Exception {
        RegisteredApplication customer = fixtures.application().role("customer", receiver.at("/customer").toString()).createWithCredentials();
        Line line = Line.toDesk(server, customer);
        ConversationCustomer somebody = Line.newCustomer();
        Desk desk = Desk.logOn(server);
        line.start(somebody, "m-1", "Hello");
        Chat chat = desk.unassignedChatOf(somebody.getName());
        desk.grab(chat);
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 1);

        receiver.answering(400);
        long refused = desk.answer(chat, "refused");
        await().atMost(DELIVERED).until(() -> desk.message(chat, refused).getDeliveryStatus() == DeliveryStatus.FAILED);
        receiver.answering(Answering.ACCEPTING);
        long taken = desk.answer(chat, "taken");
        await().atMost(DELIVERED).until(() -> desk.message(chat, taken).getDeliveryStatus() == DeliveryStatus.SENT);
        assertThat(desk.message(chat, refused).getDeliveryStatus()).isEqualTo(DeliveryStatus.FAILED);
    }

    @Test
    void aReceiverThatIsGonePausesTheRoleUntilItIsReplaced() throws Exception {
        UUID agents = agents();
        receiver.answering(410);
        Line line = Line.toAgents(server, agents);
        UUID conversation = line.start("gone");
        await().atMost(DELIVERED).until(() -> !receiver.calls().isEmpty());
        receiver.answering(Answering.ACCEPTING);
        line.say(conversation, "waits");
        UUID another = line.start("waits too");
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).until(() -> receiver.calls().size() == 1);

        replace(agents, application -> { });
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 2);
        assertThat(Callback.of(conversation, Callback.allOf(receiver))).extracting(Callback::text).containsExactly("gone", "waits");
        assertThat(Callback.of(another, Callback.allOf(receiver))).extracting(Callback::text).containsExactly("waits too");
    }

    @Test
    void retryAfterIsObeyed() throws Exception {
        receiver.answering(429, "Retry-After", "4");
        Line line = Line.toAgents(server, agents());
        line.start("Hello");
        await().atMost(DELIVERED).until(() -> !receiver.calls().isEmpty());
        receiver.answering(Answering.ACCEPTING);
        await().atMost(DELIVERED).until(() -> receiver.calls().size() == 2);

        List<ReceivedCall> calls = receiver.calls();
        // Without the header it would have come after 1.2 s at the latest.
        assertThat(Duration.between(calls.get(0).arrived(), calls.get(1).arrived())).isGreaterThan(Duration.ofMillis(3_800));
        repeatsAreAlike(receiver);
    }

    @Test
    void aRoleOfVersionOneGetsTheOlderBody() throws Exception {
        UUID agents = fixtures.application().role("custom_agent", receiver.at("/v1").toString()).versionOne().create();
        Line line = Line.toAgents(server, agents);
        UUID conversation = line.start("plain text");
        await().atMost(DELIVERED).until(() -> !receiver.calls().isEmpty());

        JsonNode body = new ObjectMapper().readTree(receiver.calls().get(0).body());
        assertThat(body.fieldNames()).toIterable().containsExactly("message");
        assertThat(body.at("/message").size()).isEqualTo(1);
        assertThat(body.at("/message/0/content")).isEqualTo(new ObjectMapper().valueToTree("plain text"));
        assertThat(body.at("/message/0/type/value").asText()).isEqualTo("text");
        assertThat(body.at("/message/0/sender/type").asText()).isEqualTo("customer");
        assertThat(body.at("/message/0/conversation/id").asText()).isEqualTo(conversation.toString());
    }

    @Test
    void aMessageThatIsSentAgainIsDeliveredOnce() throws Exception {
        Line line = Line.toAgents(server, agents());
        ConversationCustomer customer = Line.newCustomer();
        UUID conversation = line.start(customer, "first", "Hello");
        assertThat(line.start(customer, "first", "Hello")).as("the same start").isEqualTo(conversation);
        line.say(conversation, "second", "again");
        line.say(conversation, "second", "again");
        line.say(conversation, "third", "the last");
        await().atMost(DELIVERED).until(() -> receiver.calls().size() >= 3);

        // The last one came last, so whatever would have been delivered twice has been.
        assertThat(Callback.allOf(receiver)).extracting(Callback::text).containsExactly("Hello", "again", "the last");
    }

    @Test
    void anInactiveApplicationWaitsForItsMessages() throws Exception {
        UUID agents = agents();
        Line line = Line.toAgents(server, agents);
        UUID conversation = line.start("before");
        await().atMost(DELIVERED).until(() -> receiver.calls().size() == 1);

        replace(agents, application -> application.active(false));
        line.say(conversation, "meanwhile 1");
        line.say(conversation, "meanwhile 2");
        // Longer than the pause after which a lane is looked at again.
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> receiver.calls().size() == 1);

        replace(agents, application -> application.active(true));
        await().atMost(DELIVERED).until(() -> receiver.calls().size() == 3);
        assertThat(Callback.allOf(receiver)).extracting(Callback::text).containsExactly("before", "meanwhile 1", "meanwhile 2");
    }

    @Test
    void aReceiverThatHangsDelaysNoOther() throws Exception {
        int conversations = 50;
        CallbackReceiver hanging = receiver().answering(Answering.HANGING);
        Line slow = Line.toAgents(server, agentsAt(hanging));
        Line quick = Line.toAgents(server, agents());
        Set<UUID> waiting = new HashSet<>();
        for (int i = 0; i < conversations; i++) {
            waiting.add(slow.start("slow"));
        }
        await().atMost(DELIVERED).until(() -> !hanging.calls().isEmpty());

        List<UUID> prompt = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            prompt.add(quick.start("quick"));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> Callback.acceptedBy(receiver).size() == prompt.size());
        assertThat(Callback.acceptedBy(receiver)).extracting(Callback::conversation).containsExactlyInAnyOrderElementsOf(prompt);
        assertThat(Callback.acceptedBy(hanging)).isEmpty();

        hanging.answering(Answering.ACCEPTING);
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(hanging).size() == conversations);
        assertThat(Callback.acceptedBy(hanging)).extracting(Callback::conversation).containsExactlyInAnyOrderElementsOf(waiting);
        repeatsAreAlike(hanging);
    }

    private CallbackReceiver receiver() {
        CallbackReceiver started = CallbackReceiver.start();
        receivers.add(started);
        return started;
    }

    private UUID agents() {
        return agentsAt(receiver);
    }

    private UUID agentsAt(CallbackReceiver callback) {
        return fixtures.application().role("custom_agent", callback.at("/agents").toString()).create();
    }

    /** Replaces an application by what it is, but for the change. */
    private void replace(UUID application, Consumer<ClientApplicationReplace> change) throws Exception {
        ClientApplicationReplace replacement = ApiClient.createDefaultObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .convertValue(fixtures.admin().clientApplications().getClientApplication(application), ClientApplicationReplace.class);
        change.accept(replacement);
        fixtures.admin().clientApplications().updateClientApplication(application, replacement);
    }

    /** A message that comes again has the same webhook-id, message id and text; another message another one. */
    private static void repeatsAreAlike(CallbackReceiver from) {
        Map<String, Callback> byWebhookId = new LinkedHashMap<>();
        for (Callback callback : Callback.allOf(from)) {
            Callback before = byWebhookId.putIfAbsent(callback.webhookId(), callback);
            if (before != null) {
                assertThat(callback.message()).isEqualTo(before.message());
            }
        }
        assertThat(byWebhookId.values()).extracting(callback -> callback.message().getId()).doesNotHaveDuplicates();
    }
}
