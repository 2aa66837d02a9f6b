package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringdown.StandingClock;
import dev.ringdown.api.agentchat.ChatsApi;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.event.NumberedEvents;
import dev.ringdown.desk.figure.RebuildFigures;
import dev.ringdown.hub.conversation.Nodes;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Agents, customers and what happens by itself, at one chat at the same time, at two nodes. Whoever comes first: nobody hears of a deadlock, each
 * refusal is one that the contract lists, and no chat is left in a state that there is not. {@code -Dringdown.races=5000} makes it a long test;
 * {@code -Dringdown.races.seed=} chooses the same rounds again.
 */
class DeskRacesTest {

    private static final int ROUNDS = Integer.getInteger("ringdown.races", 250);
    private static final long SEED = Long.getLong("ringdown.races.seed", System.nanoTime());
    private static final int MOST_FAILURES = 5;
    private static final int GRABS = 20;
    private static final int GRABBERS = 50;

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    private static Nodes nodes;
    private static RacingDesk desk;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        nodes = new Nodes("target/desk-races-test", Map.of(StandingClock.SETTING, true, "ringdown.session.whole-life", "20000h",
                "ringdown.session.idle-life", "20000h"));
        threads = Executors.newCachedThreadPool();
        StandingClock.SHARED.move(Duration.ofMillis(System.currentTimeMillis() - StandingClock.SHARED.millis()));
        desk = new RacingDesk(nodes);
        // What is done by itself says what went wrong there, and nowhere else.
        LOG.start();
        ((Logger) LoggerFactory.getLogger("dev.ringdown")).addAppender(LOG);
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger("dev.ringdown")).detachAppender(LOG);
        threads.shutdownNow();
        nodes.close();
    }

    @AfterEach
    void nothingWentWrongUnheard() {
        List<String> said = LOG.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN)).map(ILoggingEvent::toString).toList();
        LOG.list.clear();
        assertEquals(List.of(), said);
    }

    @Test
    void ofManyWhoGrabAChatOneGetsIt() throws Exception {
        List<Agent> agents = IntStream.range(0, GRABBERS).mapToObj(i -> desk.newAgent(false, List.of(1L))).toList();
        List<Caller> callers = agents.stream().map(agent -> new Caller(agent.id(), agent.name(), false, 0)).toList();
        desk.everybodyLeaves();
        for (int round = 0; round < GRABS; round++) {
            UUID conversation = desk.direct.start(Nodes.unique("customer") + "@example.com");
            long chat = desk.chatOf(conversation).orElseThrow();
            List<Callable<ErrorCode>> calls = new ArrayList<>();
            CyclicBarrier ready = new CyclicBarrier(GRABBERS);
            for (int i = 0; i < GRABBERS; i++) {
                ApplicationContext node = nodes.both().get(i % 2);
                Caller caller = callers.get(i);
                calls.add(() -> {
                    ready.await();
                    try {
                        RacingDesk.as(caller, () -> node.getBean(ChatsApi.class).grabChat("1", chat));
                        return null;
                    } catch (DeskException refused) {
                        return refused.code();
                    }
                });
            }
            List<ErrorCode> codes = new ArrayList<>();
            for (Future<ErrorCode> call : threads.invokeAll(calls)) {
                codes.add(call.get());
            }
            int winner = codes.indexOf(null);
            assertTrue(winner >= 0, "nobody got it");
            assertEquals(List.of(winner), IntStream.range(0, GRABBERS).filter(i -> codes.get(i) == null).boxed().toList());
            assertEquals(Set.of(ErrorCode.CHAT_NOT_UNASSIGNED), new HashSet<>(codes.stream().filter(code -> code != null).toList()));
            assertEquals(List.of("2 " + agents.get(winner).id()), nodes.rows("select status_id, agent_id from chat where id = " + chat));
            assertEquals(List.of("1"), nodes.rows("select count(*) from message where type = 'agent.join' and conversation_id = "
                    + Nodes.hex(conversation)));
            desk.clearAway(List.of(conversation));
        }
        NumberedEvents.number(nodes.both().get(0));
    }

    @Test
    void whateverHappensAtOnce() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        long deadlocks = desk.deadlocks();
        int calls = 0;
        List<AssertionError> failures = new ArrayList<>();
        for (int i = 0; i < ROUNDS && failures.size() < MOST_FAILURES; i++) {
            RacingRound round = new RacingRound(desk, new SplittableRandom(SEED + i));
            try {
                round.prepare();
                for (String outcome : race(round.acts())) {
                    outcomes.merge(outcome, 1, Integer::sum);
                    calls++;
                }
                round.check();
                nothingWentWrongUnheard();
            } catch (Throwable e) {
                failures.add(new AssertionError("-Dringdown.races=1 -Dringdown.races.seed=" + (SEED + i) + ": " + round + "\n"
                        + String.join("\n", round.state()), e));
            }
            round.clearAway();
        }
        deadlocks = desk.deadlocks() - deadlocks;
        LoggerFactory.getLogger(DeskRacesTest.class).info("{} calls in {} rounds, {} deadlocks: {}", calls, ROUNDS, deadlocks, outcomes);
        assertAll(failures.stream().map(failure -> () -> {
            throw failure;
        }));
        assertTrue(deadlocks <= Math.max(calls / 100, 3), "deadlocks are repeated, but are to be rare: " + deadlocks + " in " + calls + " calls");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertTrue(nodes.bean(RebuildFigures.class).run(new PrintStream(said, true, StandardCharsets.UTF_8)), said.toString(StandardCharsets.UTF_8));
        assertTrue(ROUNDS < 200 || outcomes.keySet().containsAll(List.of("grab done", "grab ChatNotUnassigned", "close done", "send done",
                "start again done")), outcomes::toString);
    }

    /** Lets them all go at once; what came of each. */
    private static List<String> race(List<RacingRound.Act> acts) throws Exception {
        CyclicBarrier ready = new CyclicBarrier(acts.size());
        List<Future<String>> running = new ArrayList<>();
        for (RacingRound.Act act : acts) {
            running.add(threads.submit(() -> {
                ready.await();
                return act.run();
            }));
        }
        List<String> outcomes = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<String> one : running) {
            try {
                outcomes.add(one.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        assertAll(failures.stream().map(failure -> () -> {
            throw failure;
        }));
        return outcomes;
    }
}
