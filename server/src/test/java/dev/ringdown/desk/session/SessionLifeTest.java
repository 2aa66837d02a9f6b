package dev.ringdown.desk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StandingClock;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules of sessions that go by time, on a clock that the test moves. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionLifeTest implements TestPropertyProvider {

    private static final String PASSWORD = "the Manager's password";
    private static final Pattern TOKEN = Pattern.compile("\"SessionToken\":\"([0-9a-f]{32})\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final StandingClock clock = new StandingClock();

    @Inject
    private EmbeddedServer server;

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
    void aSessionEndsWhenItIsIdleForHalfAnHour() throws Exception {
        String token = logOn();
        clock.move(Duration.ofMinutes(29));
        assertEquals(200, call("KeepAlive", token));
        clock.move(Duration.ofMinutes(29));
        assertEquals(200, call("GetChats", token), "the idle time begins anew with KeepAlive");
        clock.move(Duration.ofMinutes(29));
        assertEquals(200, call("GetChats", token), "the idle time begins anew with every call");
        clock.move(Duration.ofMinutes(30));
        assertEquals(401, call("GetChats", token));
    }

    @Test
    void aSessionEndsAfterTwelveHoursWhateverIsDone() throws Exception {
        String token = logOn();
        for (int i = 0; i < 35; i++) {
            clock.move(Duration.ofMinutes(20));
            assertEquals(200, call("KeepAlive", token));
        }
        clock.move(Duration.ofMinutes(20));
        assertEquals(401, call("KeepAlive", token));
    }

    @Test
    void repeatedFailuresAreSlowedDownAndASuccessForgetsThem() throws Exception {
        for (int i = 0; i <= LogonThrottle.FREE_FAILURES; i++) {
            assertEquals(401, attempt("wrong").statusCode());
        }
        HttpResponse<String> refused = attempt(PASSWORD);
        assertEquals(429, refused.statusCode(), "also the right password");
        assertEquals("2", refused.headers().firstValue("Retry-After").orElseThrow());
        clock.move(Duration.ofSeconds(2));
        assertEquals(401, attempt("wrong").statusCode());
        clock.move(Duration.ofSeconds(3));
        assertEquals(429, attempt("wrong").statusCode(), "each failure makes the wait longer");
        clock.move(Duration.ofSeconds(1));
        assertEquals(200, attempt(PASSWORD).statusCode());
        assertEquals(401, attempt("wrong").statusCode());
        assertEquals(200, attempt(PASSWORD).statusCode());
    }

    private String logOn() throws Exception {
        HttpResponse<String> answer = attempt(PASSWORD);
        Matcher token = TOKEN.matcher(answer.body());
        assertTrue(token.find(), answer.body());
        return token.group(1);
    }

    private HttpResponse<String> attempt(String password) throws Exception {
        return client.send(HttpRequest.newBuilder(uri("AgentLogon")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"EmailAddress\":\"manager@ringdown.local\",\"Password\":\"" + password + "\"}"))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private int call(String operation, String token) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(operation)).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String operation) {
        return URI.create(server.getURI() + "/api/" + operation + "?Version=1");
    }

    private static Path dataDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "session-life").toAbsolutePath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
