package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.DeliveryApi;
import dev.ringdown.client.conversationmanager.model.Delivery;
import dev.ringdown.client.conversationmanager.model.DeliveryAttempt;
import dev.ringdown.client.conversationmanager.model.DeliveryDetail;
import dev.ringdown.client.conversationmanager.model.DeliveryState;
import dev.ringdown.client.conversationmanager.model.MessageTypeName;
import dev.ringdown.client.conversationmanager.model.OpenDeliveryState;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.receiver.Answering;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.receiver.Guard;
import dev.ringdown.conformance.receiver.ReceivedCall;
import dev.ringdown.conformance.receiver.TokenIssuer;
import dev.ringdown.conformance.server.ServerUnderTest;
import dev.ringdown.conformance.server.SharedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers do wrong, how the hub takes it, and how the operator sees it and tries again (contract, "Delivery"). */
class DeliveryFaultsIT {

    private static final Duration DELIVERED = Duration.ofSeconds(60);

    private final ServerUnderTest server = SharedServer.get();
    private final HubFixtures fixtures = new HubFixtures(server);
    private final DeliveryApi deliveries = fixtures.admin().deliveries();
    private final CallbackReceiver receiver = CallbackReceiver.start();
    private final CallbackReceiver another = CallbackReceiver.start();

    @AfterEach
    void close() {
        receiver.close();
        another.close();
    }

    /** Each at a role of its own and all at the same time: the first call meets the fault, the second is taken. */
    @Test
    void passingFaultsAreTriedAgain() throws Exception {
        Map<String, Answering> faults = new LinkedHashMap<>();
        for (int status : new int[]{301, 401, 404, 408, 409, 500, 503}) {
            faults.put("/" + status, new Answering.WithStatus(status, "Location", another.at("/trap").toString()));
        }
        faults.put("/inside", new Answering.WithStatus(307, "Location", "http://169.254.169.254/latest/meta-data/"));
        faults.put("/429", new Answering.WithStatus(429, "Retry-After", "2"));
        faults.put("/closed", Answering.CLOSING);
        faults.put("/cut", Answering.CUT);
        faults.put("/late", new Answering.Slow(Duration.ofSeconds(6), Answering.ACCEPTING));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        receiver.answering(new Answering.Choosing(call -> seen.add(call.path()) ? faults.get(call.path()) : Answering.ACCEPTING));
        Map<String, UUID> conversations = new LinkedHashMap<>();
        UUID basic = fixtures.basicAuthentication("somebody", "something");
        for (String path : faults.keySet()) {
            var application = fixtures.application().role("custom_agent", receiver.at(path).toString());
            UUID agents = path.equals("/401") ? application.authentication(basic).create() : application.create();
            conversations.put(path, Line.toAgents(server, agents).start(path));
        }

        for (String path : faults.keySet()) {
            await(path).atMost(DELIVERED).until(() -> to(path).size() >= 2);
            List<ReceivedCall> calls = to(path);
            assertThat(calls).as(path).extracting(call -> call.header("webhook-id")).containsOnly(calls.get(0).header("webhook-id"));
            UUID delivery = UUID.fromString(calls.get(0).header("webhook-id"));
            await(path).atMost(DELIVERED).until(() -> deliveries.getDelivery(delivery).getState() == DeliveryState.DELIVERED);
            DeliveryDetail detail = deliveries.getDelivery(delivery);
            assertThat(detail.getConversation().getId()).isEqualTo(conversations.get(path));
            assertThat(detail.getAttemptCount()).as(path).isEqualTo(2);
            assertThat(detail.getAttempts()).as(path).hasSize(2);
            DeliveryAttempt failed = detail.getAttempts().get(0);
            DeliveryAttempt taken = detail.getAttempts().get(1);
            assertThat(failed.getError()).as(path).isNotBlank();
            assertThat(taken.getError()).isNull();
            assertThat(taken.getStatus()).isEqualTo(204);
            assertThat(taken.getTime()).as(path).isAfter(failed.getTime());
            assertThat(failed.getStatus()).as(path).isEqualTo(faults.get(path) instanceof Answering.WithStatus with ? with.status() : null);
            assertThat(failed.getDuration()).as(path).isBetween(path.equals("/late") ? 4_900L : 0L, 8_000L);
            assertThat(detail.getNextAttempt()).isNull();
        }
        assertThat(another.calls()).as("a redirect is never followed").isEmpty();
    }

    @Test
    void aMessageThatNobodyTakesDoesNotStopItsConversationAndComesByHandLater() throws Exception {
        receiver.answering(new Answering.Choosing(call -> call.text().contains("poison") ? new Answering.WithStatus(400) : Answering.ACCEPTING));
        UUID agents = agents();
        Line line = Line.toAgents(server, agents);
        UUID conversation = line.start("before");
        line.say(conversation, "poison");
        line.say(conversation, "after");
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 2);
        assertThat(Callback.acceptedBy(receiver)).extracting(Callback::text).containsExactly("before", "after");

        Delivery failed = await().atMost(DELIVERED).until(() -> failedOf(conversation), found -> found.size() == 1).get(0);
        assertThat(failed.getState()).isEqualTo(DeliveryState.FAILED);
        assertThat(failed.getAttemptCount()).isEqualTo(1);
        assertThat(failed.getNextAttempt()).isNull();
        assertThat(failed.getApplication().getId()).isEqualTo(agents);
        receiver.answering(Answering.ACCEPTING);
        deliveries.retryDelivery(failed.getId());
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 3);

        List<Callback> poison = Callback.allOf(receiver).stream().filter(callback -> "poison".equals(callback.text())).toList();
        assertThat(poison).hasSize(2).extracting(Callback::webhookId).containsOnly(failed.getId().toString());
        assertThat(poison).extracting(callback -> callback.message().getId()).containsOnly(failed.getMessage().getId());
        await().atMost(DELIVERED).until(() -> deliveries.getDelivery(failed.getId()).getState() == DeliveryState.DELIVERED);
        assertThat(deliveries.getDelivery(failed.getId()).getAttempts()).extracting(DeliveryAttempt::getStatus).containsExactly(400, 204);
        assertThat(failedOf(conversation)).isEmpty();
    }

    @Test
    void aTokenServerThatIsDownCostsAttemptsAndNoMessage() throws Exception {
        var issuer = new TokenIssuer("token");
        another.guardedBy(issuer);
        receiver.guardedBy(Guard.bearer(issuer));
        another.down();
        UUID authentication = fixtures.oauth2Authentication(another.tokenRequestUrl(), "{}", issuer.accessTokenPath());
        UUID agents = fixtures.application().role("custom_agent", receiver.at("/agents").toString()).authentication(authentication).create();
        UUID conversation = Line.toAgents(server, agents).start("Hello");
        UUID delivery = await().atMost(DELIVERED).until(() -> open(conversation),
                found -> found.size() == 1 && found.get(0).getAttemptCount() >= 1).get(0).getId();
        assertThat(receiver.calls()).isEmpty();
        DeliveryDetail waiting = deliveries.getDelivery(delivery);
        assertThat(waiting.getState()).isEqualTo(DeliveryState.WAITING);
        assertThat(waiting.getAttempts().get(0).getStatus()).isNull();
        assertThat(waiting.getAttempts().get(0).getError()).isNotBlank();
        another.up();
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 1);
        assertThat(issuer.issued()).isEqualTo(1);
    }

    @Test
    void whoTypesIsToldAtOnceWhateverWaits() throws Exception {
        receiver.answering(new Answering.Choosing(call -> call.text().contains("typing.") ? Answering.ACCEPTING : new Answering.WithStatus(500)));
        Line line = Line.toAgents(server, agents());
        UUID conversation = line.start("waits");
        line.signal(conversation, MessageTypeName.TYPING_START);
        line.signal(conversation, MessageTypeName.TYPING_END);
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 2);
        assertThat(Callback.acceptedBy(receiver)).extracting(Callback::type).containsExactlyInAnyOrder("typing.start", "typing.end");
        assertThat(Callback.acceptedBy(receiver)).extracting(Callback::conversation).containsOnly(conversation);
        assertThat(open(conversation)).as("typing is no delivery").hasSize(1);

        receiver.answering(500);
        line.signal(conversation, MessageTypeName.TYPING_START);
        await().atMost(DELIVERED).until(() -> receiver.calls().stream().filter(call -> call.text().contains("typing.")).count() == 3);
        receiver.answering(Answering.ACCEPTING);
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 3);
        assertThat(Callback.acceptedBy(receiver)).extracting(Callback::type).as("it has one attempt").endsWith("text");
        assertThat(receiver.calls().stream().filter(call -> call.text().contains("typing."))).hasSize(3);
    }

    @Test
    void theOperatorSeesWhatIsDeliveredAndWhatWaits() throws Exception {
        Line.toAgents(server, agents()).start("Hello");
        await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 1);
        HttpResponse<String> metrics = HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.at("/prometheus")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(metrics.body()).contains("ringdown_deliveries_delivered_total", "ringdown_deliveries_failed_total",
                "ringdown_deliveries_retried_total", "ringdown_deliveries_waiting", "ringdown_deliveries_lag_seconds_count");
    }

    private UUID agents() {
        return fixtures.application().role("custom_agent", receiver.at("/agents").toString()).create();
    }

    private List<ReceivedCall> to(String path) {
        return receiver.calls().stream().filter(call -> call.path().equals(path)).toList();
    }

    private List<Delivery> failedOf(UUID conversation) throws ApiException {
        return deliveries.getAllDeliveries(OpenDeliveryState.FAILED, null, conversation, null, null).getDelivery();
    }

    private List<Delivery> open(UUID conversation) throws ApiException {
        return deliveries.getAllDeliveries(null, null, conversation, null, null).getDelivery();
    }
}
