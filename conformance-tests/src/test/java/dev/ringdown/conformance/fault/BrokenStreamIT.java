package dev.ringdown.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskLine;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.EventStream;
import dev.ringdown.conformance.server.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An event stream whose connection is lost again and again, between two nodes on one database, while messages pass at both. */
class BrokenStreamIT {

    private static final int LOSSES = 20;
    private static final int CONVERSATIONS = 40;
    private static final int MESSAGES_EACH = 50;
    private static final int SENDERS = 4;
    private static final int ALL = CONVERSATIONS * MESSAGES_EACH;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void eachMessageIsSeenExactlyOnceAndInOrder() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (ServerProcess first = ServerProcess.start(); ServerProcess second = ServerProcess.startBeside(first)) {
            DeskLine line = new HubFixtures(first.server()).deskLine("http://127.0.0.1:9/nobody");
            List<Connector> nodes = List.of(new Connector(first.server(), line), new Connector(second.server(), line));
            String session = Access.to(first.server()).managerSession();
            EventStream stream = EventStream.open(first.server(), session, null);
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int own = sender;
                sending.add(senders.submit(() -> send(nodes, own)));
            }

            List<EventStream.Event> seen = new ArrayList<>();
            List<EventStream> lost = new ArrayList<>();
            for (int loss = 1; loss <= LOSSES; loss++) {
                List<EventStream.Event> got = stream.await(ALL * loss / (LOSSES + 1) - messages(seen), SOON);
                // What comes while the connection is being lost may be seen or not; what was seen is not asked for again.
                stream.close();
                lost.add(stream);
                seen.addAll(got);
                long last = seen.get(seen.size() - 1).id();
                stream = EventStream.open((loss % 2 == 0 ? first : second).server(), session, last);
            }
            for (Future<?> sender : sending) {
                sender.get();
            }
            long until = System.nanoTime() + SOON.toNanos();
            while (messages(seen) + messages(stream.all()) < ALL && System.nanoTime() < until) {
                stream.await(stream.all().size() + 1, Duration.ofSeconds(1));
            }
            seen.addAll(stream.all());
            stream.close();
            endsWithItsNode(second, session);

            assertThat(lost).hasSize(LOSSES);
            assertThat(seen).extracting(EventStream.Event::name).doesNotContain("reset");
            assertThat(seen).extracting(EventStream.Event::id).isSorted().doesNotHaveDuplicates();
            for (int conversation = 0; conversation < CONVERSATIONS; conversation++) {
                String prefix = conversation + " ";
                assertThat(seen).map(EventStream.Event::text).filteredOn(text -> text.startsWith(prefix)).as("each once, in order")
                        .containsExactlyElementsOf(IntStream.range(0, MESSAGES_EACH).mapToObj(message -> prefix + message).toList());
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private static void endsWithItsNode(ServerProcess node, String session) {
        EventStream stream = EventStream.open(node.server(), session, null);
        await().atMost(SOON).until(() -> stream.comments() > 0);
        node.stop();
        await().atMost(SOON).until(stream::hasEnded);
    }

    /** The sender's share of the conversations, in turn at both nodes. */
    private static void send(List<Connector> nodes, int sender) {
        List<Integer> own = IntStream.range(0, CONVERSATIONS).filter(conversation -> conversation % SENDERS == sender).boxed().toList();
        List<UUID> started = own.stream().map(conversation -> nodes.get(sender % 2).start("customer" + conversation + "@example.com", conversation + " 0"))
                .toList();
        for (int message = 1; message < MESSAGES_EACH; message++) {
            for (int i = 0; i < own.size(); i++) {
                nodes.get((message + i) % 2).accepted(Connector.further(started.get(i), own.get(i) + " " + message));
            }
        }
    }

    private static int messages(List<EventStream.Event> events) {
        return (int) events.stream().filter(event -> event.name().equals("message")).map(EventStream.Event::data).map(BrokenStreamIT::text)
                .distinct().count();
    }

    private static String text(JsonNode data) {
        return data.at("/Message/MessageText").asText();
    }
}
