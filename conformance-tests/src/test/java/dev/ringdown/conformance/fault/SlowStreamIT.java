package dev.ringdown.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.EventStream;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.ServerUnderTest;
import dev.ringdown.conformance.server.SharedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A client that opens an event stream and does not read it. */
class SlowStreamIT {

    private static final int SMALL = 4_096;
    private static final int REQUESTS = 120;
    private static final int MESSAGES_EACH = 10;
    private static final int LONG_TEXT = 9_000;
    /** What the network between the two may hold, and a little. */
    private static final int MOST_SENT = 9_000_000;
    /** The server waits for 30 s. */
    private static final Duration CUT_OFF = Duration.ofSeconds(60);

    @Test
    void isCutOffAndHoldsNobodyUp() throws Exception {
        ServerUnderTest server = SharedServer.get();
        HubFixtures fixtures = new HubFixtures(server);
        ChannelCreate channel = fixtures.byocChannel();
        channel.getRestrictions().getInbound().maxTextLength(LONG_TEXT);
        Connector connector = new Connector(server, fixtures.deskLine("http://127.0.0.1:9/nobody", channel));
        UUID conversation = connector.start("slow@example.com", "Hello");
        String session = Access.to(server).managerSession();
        int before = openStreams(server);
        try (Socket slow = new Socket(); EventStream other = EventStream.open(server, session, null)) {
            slow.setReceiveBufferSize(SMALL);
            slow.connect(new InetSocketAddress(server.url().getHost(), server.url().getPort()));
            slow.getOutputStream().write(("GET /api/Events?Version=1&SessionToken=" + session + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(slow.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
            await().atMost(Duration.ofSeconds(5)).until(() -> openStreams(server) == before + 2);

            String text = "x".repeat(LONG_TEXT);
            for (int i = 0; i < REQUESTS; i++) {
                connector.accepted(Stream.generate(() -> Connector.further(conversation, text)).limit(MESSAGES_EACH).toArray(JsonBody[]::new));
            }
            connector.accepted(Connector.further(conversation, "Last one"));
            other.next(event -> event.text().equals("Last one"));
            assertThat(other.all()).filteredOn(event -> event.text().equals(text)).as("who reads gets all").hasSize(REQUESTS * MESSAGES_EACH);

            await().atMost(CUT_OFF).until(() -> openStreams(server) == before + 1);
            assertThat(rest(slow)).as("of some 11 MB the server has held back most").isLessThan(MOST_SENT);
        }
    }

    /** How much is still to be read until the connection ends. */
    private static long rest(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[65_536];
        long all = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all += read;
            }
        } catch (SocketException reset) {
            // So it has ended, too.
        }
        return all;
    }

    private static int openStreams(ServerUnderTest server) throws IOException, InterruptedException {
        String metrics = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.url() + "/prometheus")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        return metrics.lines().filter(line -> line.startsWith("ringdown_events_streams ")).mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .findFirst().orElseThrow();
    }
}
