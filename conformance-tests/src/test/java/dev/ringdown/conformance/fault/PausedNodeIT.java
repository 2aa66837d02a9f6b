package dev.ringdown.conformance.fault;

import dev.ringdown.conformance.conversation.Callback;
import dev.ringdown.conformance.conversation.Line;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.receiver.Answering;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.ServerProcess;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes on one database, one of which stands still for longer than its leases last and then goes on as if nothing had happened: the
 * other has taken over, and the one that was late changes nothing any more.
 */
class PausedNodeIT {

    /** The lease of a lane is 30 s. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(90);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CONVERSATIONS = 20;
    private static final int MESSAGES = 12;

    @Test
    void anotherNodeTakesOverWhatAPausedOneHeld() throws Exception {
        // So slow that both are in the midst of it when all is accepted.
        try (ServerProcess paused = ServerProcess.start(); ServerProcess other = ServerProcess.startBeside(paused);
             CallbackReceiver receiver = CallbackReceiver.start().answering(new Answering.Slow(Duration.ofSeconds(4), Answering.ACCEPTING))) {
            UUID agents = new HubFixtures(other.server()).application().role("custom_agent", receiver.at("/agents").toString()).create();
            // A node begins with what it has accepted itself.
            List<Line> lines = List.of(Line.toAgents(paused.server(), agents), Line.toAgents(other.server(), agents));
            List<UUID> conversations = new ArrayList<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                conversations.add(lines.get(i % 2).start(text(i, 0)));
            }
            for (int message = 1; message < MESSAGES; message++) {
                for (int i = 0; i < CONVERSATIONS; i++) {
                    lines.get(i % 2).say(conversations.get(i), text(i, message));
                }
            }
            await().atMost(SOON).until(() -> !receiver.calls().isEmpty());
            paused.pause();
            receiver.answering(new Answering.Slow(Duration.ofMillis(100), Answering.ACCEPTING));
            int before = distinct(receiver);
            assertThat(before).as("paused in the midst").isLessThan(CONVERSATIONS * MESSAGES * 3 / 4);
            await().atMost(TAKEN_OVER).until(() -> distinct(receiver) == CONVERSATIONS * MESSAGES);
            int afterTakeover = receiver.calls().size();
            paused.resume();

            // It hears now how the calls ended that it was at, and that they are none of its business any more.
            await().atMost(SOON).until(() -> paused.output().contains("was taken over by another worker"));
            // And it works again.
            Line late = Line.toAgents(paused.server(), agents);
            UUID conversation = late.start("after the pause");
            await().atMost(SOON).until(() -> Callback.of(conversation, Callback.allOf(receiver)).size() == 1);
            List<Callback> all = Callback.allOf(receiver);
            for (int i = 0; i < CONVERSATIONS; i++) {
                int number = i;
                assertThat(Callback.withoutRepeats(Callback.of(conversations.get(i), all))).extracting(Callback::text).as("in order, each once")
                        .containsExactlyElementsOf(IntStream.range(0, MESSAGES).mapToObj(message -> text(number, message)).toList());
            }
            System.out.printf("%d delivered when the node was paused, %d in all; %d repeats until the other had taken over, %d after the pause%n",
                    before, CONVERSATIONS * MESSAGES, afterTakeover - CONVERSATIONS * MESSAGES, receiver.calls().size() - 1 - afterTakeover);
        }
    }

    private static String text(int conversation, int message) {
        return "conversation " + conversation + " message " + message;
    }

    private static int distinct(CallbackReceiver receiver) {
        return receiver.calls().stream().map(call -> call.header("webhook-id")).collect(Collectors.toSet()).size();
    }
}
