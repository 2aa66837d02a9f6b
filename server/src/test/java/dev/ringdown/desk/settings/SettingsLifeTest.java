package dev.ringdown.desk.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new desk is set to, and what the idle life of sessions does once it is set, on a clock that the test moves. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SettingsLifeTest implements TestPropertyProvider {

    private static final String PASSWORD = "the Manager's password";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final StandingClock clock = new StandingClock();

    @Inject
    private EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        return Map.of("ringdown.data-dir", dataDirectory().toString(), "ringdown.manager.password", PASSWORD, "micronaut.server.port", "-1");
    }

    @MockBean(Clock.class)
    Clock clock() {
        return clock;
    }

    @Test
    @Order(1)
    void aNewDeskIsSetUpAsTheContractSays() throws Exception {
        String session = logOn();
        assertEquals(JSON.readTree("""
                {"Settings": [{"CompanyName": "Ringdown", "TimeZone": "UTC", "SessionIdleMinutes": 30, "DefaultDepartmentID": 1}]}"""),
                get("GetSettings", session));
        JsonNode hours = get("GetWorkingHours", session).get("WorkingHours");
        assertEquals(7, hours.size());
        for (int day = 1; day <= 7; day++) {
            assertEquals(JSON.readTree("{\"Day\": " + day + ", \"Open\": true, \"StartTime\": \"00:00\", \"EndTime\": \"24:00\"}"), hours.get(day - 1));
        }
        assertEquals(JSON.readTree("""
                {"Departments": [{"DepartmentID": 1, "DepartmentName": "General", "IncludeInWelcomeMenu": true, "WelcomeMenuName": "General",
                "WelcomeMenuOption": 1, "Enabled": true, "TagIDs": []}]}"""), get("GetDepartments", session));
        assertEquals(JSON.readTree("{\"TagGroups\": []}"), get("GetTagGroups", session));
        assertEquals(JSON.readTree("{\"CannedResponses\": []}"), get("GetCannedResponses", session));
    }

    @Test
    @Order(2)
    void theIdleLifeHoldsForEverySessionAlsoThoseThatLive() throws Exception {
        String before = logOn();
        String idle = logOn();
        clock.move(Duration.ofMinutes(12));
        assertEquals(200, status("KeepAlive", before));

        set(before, "{\"SessionIdleMinutes\": 10}");

        assertEquals(401, status("KeepAlive", idle), "idle for longer already");
        clock.move(Duration.ofMinutes(9));
        assertEquals(200, status("KeepAlive", before));
        String after = logOn();
        clock.move(Duration.ofMinutes(10));
        assertEquals(401, status("KeepAlive", before));
        assertEquals(401, status("KeepAlive", after));
    }

    @Test
    @Order(3)
    void aLongerIdleLifeKeepsSessionsAndTheirExpiryIsTold() throws Exception {
        String session = logOn();
        set(session, "{\"SessionIdleMinutes\": 60}");
        assertEquals(60, get("GetSettings", session).at("/Settings/0/SessionIdleMinutes").asInt());
        assertEquals(clock.instant().plus(Duration.ofMinutes(60)).toString(),
                Instant.parse(get("KeepAlive", session).get("ExpiresAt").asText()).toString());
        clock.move(Duration.ofMinutes(59));
        assertEquals(200, status("KeepAlive", session));
        clock.move(Duration.ofMinutes(60));
        assertEquals(401, status("KeepAlive", session));
    }

    /** The operator's own default may be anything; the contract shows whole minutes, 1 to 720. */
    @ParameterizedTest
    @CsvSource({"PT30M, 30", "PT1M, 1", "PT90S, 2", "PT5S, 1", "PT12H, 720", "PT48H, 720"})
    void theIdleLifeIsShownInMinutes(Duration idleLife, int shown) {
        assertEquals(shown, SettingsController.minutes(idleLife));
    }

    private void set(String session, String settings) throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri("UpdateSettings")).header("Authorization", "Bearer " + session)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"Settings\": [" + settings + "]}")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private String logOn() throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri("AgentLogon")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"EmailAddress\":\"manager@ringdown.local\",\"Password\":\"" + PASSWORD + "\"}"))
                .build(), HttpResponse.BodyHandlers.ofString());
        JsonNode token = JSON.readTree(answer.body()).path("SessionToken");
        assertTrue(token.isTextual(), answer.body());
        return token.asText();
    }

    private JsonNode get(String operation, String session) throws Exception {
        return JSON.readTree(call(operation, session).body());
    }

    private int status(String operation, String session) throws Exception {
        return call(operation, session).statusCode();
    }

    private HttpResponse<String> call(String operation, String session) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(operation)).header("Authorization", "Bearer " + session).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String operation) {
        return URI.create(server.getURI() + "/api/" + operation + "?Version=1");
    }

    private static Path dataDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "settings-life").toAbsolutePath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
