package dev.ringdown.desk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.store.Keys;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;

/** Calls that begin and end sessions at the same moment: an agent with no live session is Offline, whoever came first, and nothing fails. */
@MicronautTest(environments = "database", transactional = false)
class SessionRacesTest {

    private static final int ROUNDS = 15;
    private static final int MANY_ROUNDS = 200;
    private static final long LONGEST_DELAY_NANOS = 4_000_000;
    private static final SessionService.Origin ORIGIN = new SessionService.Origin("127.0.0.1", null);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    private EmbeddedServer server;
    @Inject
    private SessionService sessions;
    @Inject
    private SessionRepository stored;
    @Inject
    private AgentRepository agents;
    @Inject
    private Clock clock;

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @RepeatedTest(ROUNDS)
    void twoLogOffs() throws Exception {
        Agent agent = agent(Role.Agent);
        String one = begin(agent);
        String other = begin(agent);
        assertEquals(List.of(200, 200), race(get("AgentLogoff", one), get("AgentLogoff", other)));
        assertGone(agent);
    }

    @RepeatedTest(ROUNDS)
    void logOffAgainstEndSessionOfTheSameAndOfTheOther() throws Exception {
        Agent agent = agent(Role.Agent);
        String one = begin(agent);
        String other = begin(agent);
        long id = sessionOf(one);
        List<Integer> statuses = race(get("AgentLogoff", one), post("EndSession&SessionID=" + id, other, ""), get("AgentLogoff", other));
        assertTrue(Set.of(200, 401).contains(statuses.get(0)), statuses.toString());
        assertTrue(Set.of(200, 401, 404).contains(statuses.get(1)), statuses.toString());
        assertEquals(200, statuses.get(2));
        assertGone(agent);
    }

    @RepeatedTest(ROUNDS)
    void statusAgainstLogOff() throws Exception {
        Agent agent = agent(Role.Agent);
        String manager = begin(agent(Role.Manager));
        String session = begin(agent);
        String busy = "{\"AgentID\":" + agent.id() + ",\"StatusID\":2}";
        List<Integer> statuses = race(get("AgentLogoff", session), post("UpdateAgent", manager, busy), post("UpdateAgent", session, busy));
        assertEquals(200, statuses.get(0));
        assertTrue(Set.of(200, 409).contains(statuses.get(1)), statuses.toString());
        assertTrue(Set.of(200, 401, 409).contains(statuses.get(2)), statuses.toString());
        assertGone(agent);
    }

    @RepeatedTest(MANY_ROUNDS)
    void logOnAgainstLogOffAndEndSession() throws Exception {
        Agent agent = agent(Role.Agent);
        Caller one = sessions.find(begin(agent)).orElseThrow();
        Caller other = sessions.find(begin(agent)).orElseThrow();
        // Not over HTTP: the moment is a short one.
        assertEquals(List.of(200, 200, 200), race(() -> {
            sessions.end(one);
            return 200;
        }, () -> {
            sessions.end(other, other.sessionId());
            return 200;
        }, () -> {
            begin(agent);
            return 200;
        }));
        assertEquals(AgentStatus.Online.getValue(), statusOf(agent), "a session lives");
    }

    @RepeatedTest(ROUNDS)
    void disablingAgainstLogOnAndStatus() throws Exception {
        Agent agent = agent(Role.Agent);
        String manager = begin(agent(Role.Manager));
        begin(agent);
        List<Integer> statuses = race(post("UpdateAgent", manager, "{\"AgentID\":" + agent.id() + ",\"Enabled\":false}"),
                post("UpdateAgent", manager, "{\"AgentID\":" + agent.id() + ",\"StatusID\":4}"), () -> {
                    try {
                        begin(agent);
                        return 200;
                    } catch (DeskException e) {
                        return e.status().getCode();
                    }
                });
        assertEquals(200, statuses.get(0));
        assertTrue(Set.of(200, 401).contains(statuses.get(2)), statuses.toString());
        assertGone(agent);
    }

    @RepeatedTest(ROUNDS)
    void sweepAgainstLogOnAndLogOff() throws Exception {
        Agent agent = agent(Role.Agent);
        Agent leaving = agent(Role.Agent);
        String session = begin(leaving);
        Instant old = clock.instant().minus(Duration.ofDays(1));
        stored.save(new Session(null, UUID.randomUUID().toString().substring(4).getBytes(), agent.id(), old, old, old, "127.0.0.1", null));
        agents.setStatus(agent.id(), AgentStatus.Busy.getValue());
        Callable<Integer> sweep = () -> {
            sessions.sweep();
            return 200;
        };
        assertEquals(List.of(200, 200, 200, 200), race(sweep, sweep, get("AgentLogoff", session), () -> {
            begin(agent);
            return 200;
        }));
        assertEquals(AgentStatus.Online.getValue(), statusOf(agent), "a session lives");
        assertGone(leaving);
    }

    private void assertGone(Agent agent) {
        assertEquals(AgentStatus.Offline.getValue(), statusOf(agent));
        Instant now = clock.instant();
        assertEquals(List.of(), stored.live(agent.id(), now, now.minus(Duration.ofMinutes(30))));
    }

    private int statusOf(Agent agent) {
        return agents.findByEmail(agent.emailKey()).orElseThrow().statusId();
    }

    private long sessionOf(String token) {
        return sessions.find(token).orElseThrow().sessionId();
    }

    private Agent agent(Role role) {
        String email = UUID.randomUUID() + "@ringdown.test";
        Agent made = agents.save(new Agent(null, "Racer", email, Keys.bytes(email), null, role.getValue(), AgentStatus.Offline.getValue(), "", true,
                null, clock.instant()));
        agents.join(made.id(), 1);
        return made;
    }

    private String begin(Agent agent) {
        return sessions.begin(agent, null, ORIGIN).token().reveal();
    }

    private Callable<Integer> get(String operation, String token) {
        return () -> status(HttpRequest.newBuilder(uri(operation)), token);
    }

    private Callable<Integer> post(String operation, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(operation)).POST(HttpRequest.BodyPublishers.ofString(body));
        return () -> status(body.isEmpty() ? request : request.header("Content-Type", "application/json"), token);
    }

    private int status(HttpRequest.Builder request, String token) throws Exception {
        return client.send(request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String operation) {
        int more = operation.indexOf('&');
        return URI.create(server.getURI() + "/api/" + (more < 0 ? operation : operation.substring(0, more)) + "?Version=1"
                + (more < 0 ? "" : operation.substring(more)));
    }

    /** All at about the same moment; what each answers. */
    @SafeVarargs
    private static List<Integer> race(Callable<Integer>... calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.length);
        List<Future<Integer>> running = new ArrayList<>();
        for (Callable<Integer> call : calls) {
            running.add(THREADS.submit(() -> {
                start.await();
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_DELAY_NANOS));
                return call.call();
            }));
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : running) {
            answers.add(answer.get());
        }
        return answers;
    }
}
