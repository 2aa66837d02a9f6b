package dev.ringdown.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.conversationmanager.model.ConversationCustomer;
import dev.ringdown.conformance.conversation.Callback;
import dev.ringdown.conformance.conversation.Desk;
import dev.ringdown.conformance.conversation.Line;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.receiver.Answering;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.ServerProcess;
import dev.ringdown.conformance.server.ServerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is accepted survives the end of the server, whichever way it ends: stored once, delivered in order. The same start command on the
 * same data directory is all that it takes.
 */
class CrashIT {

    /** Longer than the lease of a delivery that the killed server was at, 30 s, and a retry. */
    private static final Duration DELIVERED = Duration.ofSeconds(120);
    private static final Duration ACCEPTED = Duration.ofSeconds(120);

    /** For a long test, such as {@code -Dringdown.kills=20}: each takes about ten seconds. */
    private static final int KILLS = Integer.getInteger("ringdown.kills", 2);

    private enum Killed { SERVER, SERVER_AND_DATABASE }

    /** Killed so many times; every second time its database too, where it is its own. */
    @Test
    void nothingAcceptedIsLostByAKill() throws Exception {
        Killed[] kills = IntStream.range(0, KILLS)
                .mapToObj(i -> i % 2 == 1 && Databases.embedded() ? Killed.SERVER_AND_DATABASE : Killed.SERVER).toArray(Killed[]::new);
        try (ServerProcess process = ServerProcess.start()) {
            killAmidTraffic(process, process.dataDirectory(), kills);
        }
    }

    /** Where other embedded databases delete their files at the start. */
    @Test
    void nothingAcceptedIsLostInTheSystemsTemporaryFolder(@TempDir(cleanup = CleanupMode.ALWAYS) Path temporary) throws Exception {
        assumeTrue(Databases.embedded(), "An outside database has no data directory");
        try (ServerProcess process = ServerProcess.start(Map.of("RINGDOWN_DATA_DIR", temporary.toString()))) {
            killAmidTraffic(process, temporary, Killed.SERVER);
            assertThat(temporary.resolve("mariadb")).as("the data lie where they were told to").isNotEmptyDirectory();
        }
    }

    @Test
    void anOrderlyEndLosesNothingEither() throws Exception {
        try (ServerProcess process = ServerProcess.start(); CallbackReceiver receiver = CallbackReceiver.start()) {
            ServerUnderTest server = process.server();
            var fixtures = new HubFixtures(server);
            RegisteredApplication connector = fixtures.application().role("customer", receiver.at("/customer").toString())
                    .header("X-Secret", "kept").authentication(fixtures.basicAuthentication("connector", "letmein")).createWithCredentials();
            Line line = Line.toDesk(server, connector);
            String adminToken = Access.to(server).adminToken();
            var admin = new HubClient(server, () -> adminToken);
            ConversationCustomer customer = Line.newCustomer();
            Desk desk = Desk.logOn(server);
            UUID conversation = line.start(customer, "m-1", "before");
            Chat chat = desk.unassignedChatOf(customer.getName());
            desk.grab(chat);
            await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() == 1);
            var application = admin.clientApplications().getClientApplication(connector.id());
            var channels = admin.channels().getAllChannels(1, 100);
            receiver.down();
            desk.answer(chat, "accepted before the end");

            process.stop();
            process.restart();

            // Neither client asks for a new token or session.
            assertThat(admin.clientApplications().getClientApplication(connector.id())).isEqualTo(application);
            assertThat(admin.channels().getAllChannels(1, 100)).isEqualTo(channels);
            line.say(conversation, "after");
            desk.answer(chat, "accepted after the start");
            assertThat(desk.messages(chat)).extracting(Message::getMessageText)
                    .containsExactly("before", "accepted before the end", "after", "accepted after the start");
            assertThat(desk.close(chat).getChatStatusID()).isEqualTo(ChatStatus.CLOSED);
            receiver.up();
            await().atMost(DELIVERED).until(() -> Callback.acceptedBy(receiver).size() >= 4);
            assertThat(Callback.withoutRepeats(Callback.allOf(receiver))).extracting(Callback::type)
                    .containsExactly("agent.join", "text", "text", "conversation.end");
            assertThat(Callback.withoutRepeats(Callback.allOf(receiver))).extracting(Callback::text)
                    .containsExactly(null, "accepted before the end", "accepted after the start", null);
            assertThat(receiver.calls()).extracting(call -> call.header("X-Secret")).as("a secret that is kept encrypted").containsOnly("kept");
            assertThat(receiver.calls()).extracting(call -> call.header("Authorization")).doesNotContainNull();
        }
    }

    private static void killAmidTraffic(ServerProcess process, Path dataDirectory, Killed... kills) throws Exception {
        ServerUnderTest server = process.server();
        try (CallbackReceiver receiver = CallbackReceiver.start().answering(new Answering.Slow(Duration.ofMillis(5), Answering.ACCEPTING))) {
            var fixtures = new HubFixtures(server);
            UUID agents = fixtures.application().role("custom_agent", receiver.at("/agents").toString()).create();
            RegisteredApplication connector = fixtures.application().role("customer", receiver.at("/customer").toString()).createWithCredentials();
            Line toAgents = Line.toAgents(server, agents);
            Line toDesk = Line.toDesk(server, connector);
            Desk desk = Desk.logOn(server);

            var traffic = new Traffic();
            List<Traffic.Sender> delivered = new ArrayList<>();
            IntStream.range(0, 3).forEach(i -> delivered.add(traffic.conversation(toAgents, Line.newCustomer(), 100)));
            List<ConversationCustomer> customers = List.of(Line.newCustomer(), Line.newCustomer());
            List<Traffic.Sender> read = customers.stream().map(customer -> traffic.conversation(toDesk, customer, 75)).toList();
            Traffic.Sender starts = traffic.starts(toAgents, 50);
            traffic.start();
            for (int i = 0; i < kills.length; i++) {
                int enough = Traffic.MESSAGES * (i + 1) / (kills.length + 1);
                await().atMost(ACCEPTED).pollInterval(Duration.ofMillis(5)).until(() -> traffic.accepted() >= enough);
                kill(process, dataDirectory, kills[i]);
                await().atMost(ACCEPTED).until(traffic::isInterrupted);
                assertThat(traffic.accepted()).as("the kill came in the midst").isBetween(enough, Traffic.MESSAGES - 1);
                System.out.printf("%s killed: %d of %d accepted and %d delivered so far, %d answers missed%n", kills[i], traffic.accepted(),
                        Traffic.MESSAGES, distinct(receiver).size(), traffic.missedAnswers());
                process.restart();
                if (i < kills.length - 1) {
                    traffic.goOn();
                } else {
                    traffic.goOnToTheEnd();
                }
            }
            await().atMost(ACCEPTED).until(traffic::isDone);
            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.accepted()).isEqualTo(Traffic.MESSAGES);

            int expected = 3 * 100 + 50;
            await().atMost(DELIVERED).until(() -> distinct(receiver).size() >= expected);
            List<Callback> all = Callback.allOf(receiver);
            for (Traffic.Sender sender : delivered) {
                assertThat(Callback.withoutRepeats(Callback.of(sender.conversations().get(0), all))).extracting(Callback::text)
                        .as("delivered in order, each once").containsExactlyElementsOf(sender.texts());
            }
            for (int i = 0; i < starts.texts().size(); i++) {
                assertThat(Callback.withoutRepeats(Callback.of(starts.conversations().get(i), all))).extracting(Callback::text)
                        .containsExactly(starts.texts().get(i));
            }
            assertThat(distinct(receiver)).as("no conversation, and no message, that nobody was told of").hasSize(expected);
            for (int i = 0; i < read.size(); i++) {
                Chat chat = desk.unassignedChatOf(customers.get(i).getName());
                assertThat(desk.messages(chat)).extracting(Message::getMessageText).as("stored once, in order")
                        .containsExactlyElementsOf(read.get(i).texts());
            }
            System.out.printf("%d deliveries, %d repeats%n", expected, all.size() - expected);
        }
    }

    private static void kill(ServerProcess process, Path dataDirectory, Killed killed) {
        List<ProcessHandle> databases = killed == Killed.SERVER_AND_DATABASE ? Databases.of(dataDirectory) : List.of();
        process.kill();
        databases.forEach(ProcessHandle::destroyForcibly);
        if (killed == Killed.SERVER_AND_DATABASE) {
            assertThat(databases).as("the database of the server").isNotEmpty();
        }
    }

    private static Set<String> distinct(CallbackReceiver receiver) {
        return receiver.calls().stream().map(call -> call.header("webhook-id")).collect(Collectors.toSet());
    }
}
