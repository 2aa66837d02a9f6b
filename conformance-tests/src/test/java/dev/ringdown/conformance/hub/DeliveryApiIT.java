package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.DeliveryApi;
import dev.ringdown.client.conversationmanager.model.Delivery;
import dev.ringdown.client.conversationmanager.model.DeliveryDetail;
import dev.ringdown.client.conversationmanager.model.DeliveryPage;
import dev.ringdown.client.conversationmanager.model.DeliveryState;
import dev.ringdown.client.conversationmanager.model.MessageTypeName;
import dev.ringdown.client.conversationmanager.model.OpenDeliveryState;
import dev.ringdown.client.conversationmanager.model.PartyType;
import dev.ringdown.conformance.conversation.Line;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.receiver.Answering;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.DeliveryApiTestSpec;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Delivery. */
class DeliveryApiIT implements DeliveryApiTestSpec {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final TemporalUnitWithinOffset ABOUT = new TemporalUnitWithinOffset(1, ChronoUnit.MINUTES);
    private static final CallbackReceiver RECEIVER = CallbackReceiver.start();
    private static final DeliveryApi DELIVERIES = new HubFixtures(SharedServer.get()).admin().deliveries();

    private static UUID agents;
    private static UUID conversation;
    /** Of two messages of the conversation the first has failed, the second waits for its next attempt, the third for the second. */
    private static List<Delivery> open;

    @BeforeAll
    static void deliver() throws ApiException {
        RECEIVER.answering(new Answering.Choosing(call ->
                call.text().contains("never") ? new Answering.WithStatus(400) : new Answering.WithStatus(503, "Retry-After", "3600")));
        agents = new HubFixtures(SharedServer.get()).application().role("custom_agent", RECEIVER.at("/agents").toString()).create();
        Line line = Line.toAgents(SharedServer.get(), agents);
        conversation = line.start(Line.newCustomer(), "the first", "never");
        line.say(conversation, "not yet");
        line.say(conversation, "waits");
        open = await().atMost(SOON).until(() -> list(null, agents, conversation),
                found -> found.size() == 3 && found.get(0).getState() == DeliveryState.FAILED && found.get(1).getAttemptCount() == 1);
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @Test
    @Override
    public void getAllDeliveries200() throws ApiException {
        Delivery failed = open.get(0);
        assertThat(failed.getApplication().getId()).isEqualTo(agents);
        assertThat(failed.getConversation().getId()).isEqualTo(conversation);
        assertThat(failed.getRole()).isEqualTo(PartyType.CUSTOM_AGENT);
        assertThat(failed.getMessage().getMessageId()).isEqualTo("the first");
        assertThat(failed.getMessage().getType().getValue()).isEqualTo(MessageTypeName.TEXT);
        assertThat(failed.getAttemptCount()).isEqualTo(1);
        assertThat(failed.getNextAttempt()).isNull();
        Delivery waiting = open.get(1);
        assertThat(waiting.getState()).isEqualTo(DeliveryState.WAITING);
        assertThat(waiting.getNextAttempt()).isCloseTo(waiting.getCreated().plusHours(1), ABOUT);
        assertThat(waiting.getExpires()).isCloseTo(waiting.getCreated().plusHours(24), ABOUT);
        Delivery behind = open.get(2);
        assertThat(behind.getState()).isEqualTo(DeliveryState.WAITING);
        assertThat(behind.getAttemptCount()).isZero();
        assertThat(behind.getNextAttempt()).as("an earlier one goes first").isNull();

        assertThat(list(OpenDeliveryState.FAILED, agents, null)).extracting(Delivery::getId).containsExactly(failed.getId());
        assertThat(list(OpenDeliveryState.WAITING, agents, null)).extracting(Delivery::getId).containsExactly(waiting.getId(), behind.getId());
        assertThat(list(null, agents, null)).isEqualTo(open).isEqualTo(list(null, agents, conversation));
        assertThat(DELIVERIES.getAllDeliveries(null, agents, null, null, null).getPaginationInfo().getCount()).isEqualTo(3);
        // The sender is told of what has failed.
        assertThat(list(null, null, conversation)).hasSize(4).containsAll(open);
        assertThat(list(OpenDeliveryState.FAILED, null, conversation)).containsExactly(failed);
        assertThat(list(OpenDeliveryState.WAITING, agents, conversation)).containsExactly(waiting, behind);
        assertThat(list(null, UUID.randomUUID(), null)).isEmpty();
        assertThat(list(null, null, UUID.randomUUID())).isEmpty();
        assertThat(list(null, UUID.randomUUID(), conversation)).isEmpty();
        DeliveryPage all = DELIVERIES.getAllDeliveries(null, null, null, 1, 100);
        assertThat(all.getPaginationInfo().getCount()).isGreaterThanOrEqualTo(3);
        assertThat(all.getDelivery()).extracting(Delivery::getCreated).isSorted();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() throws ApiException {
        for (UUID of : new UUID[]{null, conversation}) {
            List<UUID> ids = new ArrayList<>();
            for (int page = 1; page <= 4; page++) {
                DeliveryPage read = DELIVERIES.getAllDeliveries(null, agents, of, page, 1);
                assertThat(read.getPaginationInfo().getCount()).isEqualTo(3);
                assertThat(read.getPaginationInfo().getPagenum()).isEqualTo(page);
                read.getDelivery().forEach(delivery -> ids.add(delivery.getId()));
            }
            assertThat(ids).containsExactlyElementsOf(open.stream().map(Delivery::getId).toList());
        }
    }

    @Test
    @Override
    public void getAllDeliveries400() {
        Door.badPaging(all());
        Refusal.expect("400-119", all().withQuery("state", "delivered").send()).naming("state");
        Refusal.expect("400-119", all().withQuery("applicationId", "x").send()).naming("applicationId");
        Refusal.expect("400-119", all().withQuery("conversationId", "7").send()).naming("conversationId");
    }

    @Test
    @Override
    public void getAllDeliveries401() {
        Door.unauthorized(all());
    }

    @Test
    @Override
    public void getAllDeliveries403() {
        forbidden(all());
    }

    @Test
    @Override
    public void getAllDeliveries406() {
        Door.notAcceptable(all());
    }

    @Test
    @Override
    public void getDelivery200() throws ApiException {
        DeliveryDetail detail = DELIVERIES.getDelivery(open.get(0).getId());
        assertThat(detail.getState()).isEqualTo(DeliveryState.FAILED);
        assertThat(detail.getMessage()).isEqualTo(open.get(0).getMessage());
        assertThat(detail.getAttempts()).hasSize(1);
        assertThat(detail.getAttempts().get(0).getStatus()).isEqualTo(400);
        assertThat(detail.getAttempts().get(0).getError()).contains("400");
        assertThat(detail.getAttempts().get(0).getTime()).isCloseTo(detail.getCreated(), ABOUT);
        assertThat(DELIVERIES.getDelivery(open.get(2).getId()).getAttempts()).isEmpty();
        assertThat(one(open.get(1).getId().toString()).send().asString()).as("no bodies").doesNotContain("not yet");
    }

    @Test
    @Override
    public void getDelivery400() {
        Door.unknownParameter(one(open.get(0).getId().toString()));
    }

    @Test
    @Override
    public void getDelivery401() {
        Door.unauthorized(one(open.get(0).getId().toString()));
    }

    @Test
    @Override
    public void getDelivery403() {
        forbidden(one(open.get(0).getId().toString()));
        forbidden(one(UUID.randomUUID().toString()));
    }

    @Test
    @Override
    public void getDelivery404() {
        Door.notFound(DeliveryApiIT::one);
    }

    @Test
    @Override
    public void getDelivery406() {
        Door.notAcceptable(one(open.get(0).getId().toString()));
    }

    @Test
    @Override
    public void retryDelivery202() throws Exception {
        UUID receivers = new HubFixtures(SharedServer.get()).application().role("custom_agent", RECEIVER.at("/retried").toString()).create();
        Line line = Line.toAgents(SharedServer.get(), receivers);
        UUID another = line.start("never");
        UUID failed = await().atMost(SOON).until(() -> list(OpenDeliveryState.FAILED, null, another), found -> found.size() == 1).get(0).getId();
        line.say(another, "not yet");
        await().atMost(SOON).until(() -> list(OpenDeliveryState.WAITING, receivers, another), found -> found.size() == 1 && found.get(0).getAttemptCount() == 1);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> call = () -> retry(failed.toString()).send().statusCode();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(List.of(call, call, call, call))) {
                answers.add(answer.get());
            }
            // One that comes when the retry has failed already is another retry.
            assertThat(answers).contains(202).isSubsetOf(202, 400);
        } finally {
            threads.shutdown();
        }
        await().atMost(SOON).until(() -> DELIVERIES.getDelivery(failed).getAttemptCount() >= 2);
        assertThat(list(OpenDeliveryState.WAITING, receivers, another)).as("what waits in its order waits on").hasSize(1);
    }

    @Test
    @Override
    public void retryDelivery400() {
        Door.unknownParameter(retry(open.get(0).getId().toString()));
        Refusal.expect("400-119", retry(open.get(1).getId().toString()).send()).mentioning("waiting");
    }

    @Test
    @Override
    public void retryDelivery401() {
        Door.unauthorized(retry(open.get(0).getId().toString()));
    }

    @Test
    @Override
    public void retryDelivery403() {
        forbidden(retry(open.get(0).getId().toString()));
    }

    @Test
    @Override
    public void retryDelivery404() {
        Door.notFound(DeliveryApiIT::retry);
    }

    @Test
    @Override
    public void retryDelivery406() {
        Door.notAcceptable(retry(open.get(0).getId().toString()));
    }

    /** No other scope opens deliveries, the one to read configuration neither. */
    private static void forbidden(Call call) {
        Door.forbidden(call);
        Refusal.expect("403-101", call.withToken(Access.to(SharedServer.get()).tokenWithScope("app.conversation.conversationmgr.read")).send());
    }

    private static List<Delivery> list(OpenDeliveryState state, UUID application, UUID ofConversation) throws ApiException {
        return DELIVERIES.getAllDeliveries(state, application, ofConversation, null, null).getDelivery();
    }

    private static Call all() {
        return call("GET", "");
    }

    private static Call one(String id) {
        return call("GET", "/" + id);
    }

    private static Call retry(String id) {
        return call("POST", "/" + id + "/retry");
    }

    private static Call call(String method, String path) {
        return Call.of(method, SharedServer.get().at(Api.HUB.basePath() + "/deliveries" + path), Access.to(SharedServer.get()).adminToken());
    }
}
