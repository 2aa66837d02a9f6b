package dev.ringdown.desk.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StandingClock;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an open event stream means for its session, on a clock that the test moves. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamLifeTest implements TestPropertyProvider {

    private static final String PASSWORD = "the Manager's password";
    private static final Pattern TOKEN = Pattern.compile("\"SessionToken\":\"([0-9a-f]{32})\"");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final StandingClock clock = new StandingClock();

    @Inject
    private EmbeddedServer server;
    @Inject
    private DataSource dataSource;
    @Inject
    private EventFeed feed;

    @Override
    public Map<String, String> getProperties() {
        return Map.of("ringdown.data-dir", dataDirectory().toString(), "ringdown.manager.password", PASSWORD,
                "micronaut.server.port", "-1");
    }

    @MockBean(Clock.class)
    Clock clock() {
        return clock;
    }

    @Test
    void aSessionWithAnOpenStreamDoesNotFallIdleAndEndsWithItsWholeLife() throws Exception {
        String token = logOn();
        HttpResponse<InputStream> stream = open(token);
        assertEquals(200, stream.statusCode());
        for (int i = 0; i < 3; i++) {
            clock.move(Duration.ofMinutes(29));
            await().atMost(SOON).until(() -> Timestamp.from(clock.instant()).equals(value("last_active_at")));
        }
        assertEquals(200, call("KeepAlive", token), "an hour and a half later");
        clock.move(Duration.ofHours(12));
        byte[] rest = stream.body().readAllBytes();
        assertTrue(new String(rest).startsWith(": heartbeat\n"), "it ends, and ends whole");
        assertEquals(401, call("KeepAlive", token));
        await().atMost(SOON).until(() -> feed.openStreams() == 0);
    }

    @Test
    void itIsKnownToAllNodesWhetherASessionHasAStream() throws Exception {
        String token = logOn();
        assertEquals(null, value("streams_until"));
        try (InputStream one = open(token).body()) {
            await().atMost(SOON).until(() -> Timestamp.from(clock.instant().plusSeconds(60)).equals(value("streams_until")));
            try (InputStream two = open(token).body()) {
                await().atMost(SOON).until(() -> feed.openStreams() == 2);
            }
            await().atMost(SOON).until(() -> feed.openStreams() == 1);
            clock.move(Duration.ofSeconds(20));
            await().atMost(SOON).until(() -> Timestamp.from(clock.instant().plusSeconds(60)).equals(value("streams_until")));
        }
        await().atMost(SOON).until(() -> value("streams_until") == null);
        assertEquals(200, call("AgentLogoff", token));
    }

    /** Of the youngest session. */
    private Timestamp value(String column) throws SQLException {
        try (Connection connection = DelegatingDataSource.unwrapDataSource(dataSource).getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + column + " from session order by id desc limit 1")) {
            return row.next() ? row.getTimestamp(1) : null;
        }
    }

    private HttpResponse<InputStream> open(String token) throws Exception {
        return client.send(request("Events", token), HttpResponse.BodyHandlers.ofInputStream());
    }

    private int call(String operation, String token) throws Exception {
        return client.send(request(operation, token), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request(String operation, String token) {
        return HttpRequest.newBuilder(uri(operation)).header("Authorization", "Bearer " + token).build();
    }

    private String logOn() throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri("AgentLogon")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"EmailAddress\":\"manager@ringdown.local\",\"Password\":\"" + PASSWORD + "\"}"))
                .build(), HttpResponse.BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(answer.body());
        assertTrue(token.find(), answer.body());
        return token.group(1);
    }

    private URI uri(String operation) {
        return URI.create(server.getURI() + "/api/" + operation + "?Version=1");
    }

    private static Path dataDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stream-life").toAbsolutePath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
