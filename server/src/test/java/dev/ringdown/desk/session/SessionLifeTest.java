package dev.ringdown.desk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StandingClock;
import dev.ringdown.desk.agent.PasswordResets;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules of sessions and passwords that go by time, on a clock that the test moves. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionLifeTest implements TestPropertyProvider {

    private static final String PASSWORD = "the Manager's password";
    private static final Pattern TOKEN = Pattern.compile("\"SessionToken\":\"([0-9a-f]{32})\"");

    private static final Pattern CREATED = Pattern.compile("\\{\"AgentID\":([0-9]+),\"ResetURL\":\"http://127\\.0\\.0\\.1:[0-9]+/reset\\?code=([^\"]+)\"}");

    private final HttpClient client = HttpClient.newHttpClient();
    private final StandingClock clock = new StandingClock();

    @Inject
    private EmbeddedServer server;
    @Inject
    private SessionService sessions;
    @Inject
    private PasswordResets resets;
    @Inject
    private DataSource dataSource;

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

    @Test
    void whoseSessionsHaveRunOutIsOfflineAndTheyAreClearedAway() throws Exception {
        NewAgent gone = newAgent();
        NewAgent there = newAgent();
        assertEquals(200, setPassword(gone.code, "correct horse"));
        assertEquals(200, setPassword(there.code, "correct horse"));
        logOn(gone.email, "correct horse");
        logOn(there.email, "correct horse");
        clock.move(Duration.ofMinutes(20));
        logOn(there.email, "correct horse");
        clock.move(Duration.ofMinutes(10));

        sessions.sweep();

        assertEquals("1", value("select status_id from agent where id = " + gone.id));
        assertEquals("0", value("select count(*) from session where agent_id = " + gone.id));
        assertEquals("4", value("select status_id from agent where id = " + there.id), "there is a session that lives");
        assertEquals("1", value("select count(*) from session where agent_id = " + there.id));
    }

    @Test
    void aSessionOfTwelveHoursLeavesItsAgentOffline() throws Exception {
        NewAgent agent = newAgent();
        assertEquals(200, setPassword(agent.code, "correct horse"));
        String token = logOn(agent.email, "correct horse");
        for (int i = 0; i < 36; i++) {
            assertEquals(200, call("KeepAlive", token));
            clock.move(Duration.ofMinutes(20));
        }

        sessions.sweep();

        assertEquals("1", value("select status_id from agent where id = " + agent.id));
        assertEquals("0", value("select count(*) from session where agent_id = " + agent.id));
    }

    @Test
    void whatHasEndedIsNeitherListedNorThereToBeEnded() throws Exception {
        NewAgent agent = newAgent();
        assertEquals(200, setPassword(agent.code, "correct horse"));
        logOn(agent.email, "correct horse");
        String id = value("select id from session where agent_id = " + agent.id);
        clock.move(Duration.ofMinutes(30));

        String manager = logOn();

        assertEquals("{\"Sessions\":[]}", answer(call("GetSessions&AgentID=" + agent.id, manager, null)));
        assertEquals(404, call("EndSession&SessionID=" + id, manager, "").statusCode());
        assertEquals(409, call("UpdateAgent", manager, "{\"AgentID\":" + agent.id + ",\"StatusID\":2}").statusCode(), "nobody is there");
    }

    @Test
    void aResetCodeWorksForAnHour() throws Exception {
        NewAgent inTime = newAgent();
        NewAgent late = newAgent();
        clock.move(Duration.ofHours(1).minusMillis(1));
        assertEquals(200, setPassword(inTime.code, "correct horse"));
        clock.move(Duration.ofMillis(1));
        assertEquals(400, setPassword(late.code, "correct horse"));

        resets.forgetExpired();

        assertEquals("0", value("select count(*) from password_reset where agent_id = " + late.id));
    }

    @Test
    void aResetCodeIsStoredAsAHashOnly() throws Exception {
        NewAgent agent = newAgent();
        assertTrue(agent.code.matches("[0-9a-f]{64}"), "256 bits");
        assertEquals("1", value("select count(*) from password_reset where code_hash = unhex(sha2('" + agent.code + "', 256)) and agent_id = "
                + agent.id));
    }

    @Test
    void requestsForAResetAreSlowedDownForKnownAndUnknownAlike() throws Exception {
        for (String email : new String[]{newAgent().email, "nobody-" + System.nanoTime() + "@ringdown.test"}) {
            for (int i = 0; i <= LogonThrottle.FREE_FAILURES; i++) {
                assertEquals(200, request(email).statusCode());
            }
            HttpResponse<String> refused = request(email.toUpperCase(Locale.ROOT));
            assertEquals(429, refused.statusCode());
            assertEquals("2", refused.headers().firstValue("Retry-After").orElseThrow());
            clock.move(Duration.ofSeconds(2));
            assertEquals(200, request(email).statusCode());
            clock.move(Duration.ofSeconds(3));
            assertEquals(429, request(email).statusCode(), "each request makes the wait longer");
            clock.move(Duration.ofDays(1).plusSeconds(1));
            assertEquals(200, request(email).statusCode(), "after a day they are forgotten");
            assertEquals(200, request(email).statusCode());
        }
    }

    @Test
    void requestsForAResetDoNotSlowLogOnsDown() throws Exception {
        for (int i = 0; i <= LogonThrottle.FREE_FAILURES; i++) {
            assertEquals(200, request("manager@ringdown.local").statusCode());
        }
        assertEquals(429, request("manager@ringdown.local").statusCode());
        logOn();
    }

    @Test
    void ofManyRequestsThatComeAtOnceOnlyTheFirstFewAreTaken() throws Exception {
        String email = "nobody-" + System.nanoTime() + "@ringdown.test";
        List<CompletableFuture<HttpResponse<Void>>> many = Stream.generate(() -> client.sendAsync(
                HttpRequest.newBuilder(uri("RequestPasswordReset&EmailAddress=" + email)).build(), HttpResponse.BodyHandlers.discarding()))
                .limit(20).toList();
        Map<Integer, Long> statuses = many.stream().map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
        assertEquals(Map.of(200, LogonThrottle.FREE_FAILURES + 1L, 429, 20L - LogonThrottle.FREE_FAILURES - 1), statuses);
    }

    private record NewAgent(String id, String email, String code) {
    }

    private NewAgent newAgent() throws Exception {
        String email = "agent-" + System.nanoTime() + "@ringdown.test";
        String created = answer(call("CreateAgent", logOn(), "{\"AgentName\":\"New\",\"EmailAddress\":\"" + email
                + "\",\"RoleID\":1,\"DepartmentIDs\":[1]}"));
        Matcher found = CREATED.matcher(created);
        assertTrue(found.matches(), created);
        return new NewAgent(found.group(1), email, found.group(2));
    }

    private int setPassword(String code, String password) throws Exception {
        return call("SetPassword", null, "{\"ResetCode\":\"" + code + "\",\"Password\":\"" + password + "\"}").statusCode();
    }

    private HttpResponse<String> request(String email) throws Exception {
        return call("RequestPasswordReset&EmailAddress=" + email, null, null);
    }

    private static String answer(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    /** A POST where there is a body, be it empty. */
    private HttpResponse<String> call(String operation, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(operation));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String value(String query) throws Exception {
        try (Connection connection = DelegatingDataSource.unwrapDataSource(dataSource).getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private String logOn() throws Exception {
        return logOn("manager@ringdown.local", PASSWORD);
    }

    private String logOn(String email, String password) throws Exception {
        HttpResponse<String> answer = attempt(email, password);
        Matcher token = TOKEN.matcher(answer.body());
        assertTrue(token.find(), answer.body());
        return token.group(1);
    }

    private HttpResponse<String> attempt(String password) throws Exception {
        return attempt("manager@ringdown.local", password);
    }

    private HttpResponse<String> attempt(String email, String password) throws Exception {
        return client.send(HttpRequest.newBuilder(uri("AgentLogon")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"EmailAddress\":\"" + email + "\",\"Password\":\"" + password + "\"}"))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private int call(String operation, String token) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(operation)).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String operation) {
        int more = operation.indexOf('&');
        String path = more < 0 ? operation + "?Version=1" : operation.substring(0, more) + "?Version=1" + operation.substring(more);
        return URI.create(server.getURI() + "/api/" + path);
    }

    private static Path dataDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "session-life").toAbsolutePath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
