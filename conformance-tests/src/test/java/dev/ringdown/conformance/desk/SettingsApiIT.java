package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.Settings;
import dev.ringdown.client.agentchat.model.SettingsChange;
import dev.ringdown.client.agentchat.model.UpdateDepartmentRequest;
import dev.ringdown.client.agentchat.model.UpdateSettingsRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.testspec.agentchat.SettingsApiTestSpec;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows every status of every operation of the tag Settings, and what holds for each setting. The settings are everybody's: they are put back. */
class SettingsApiIT implements SettingsApiTestSpec {

    private static final String[] MESSAGES = {"WelcomeMessage", "OutOfHoursMessage", "UnknownOptionMessage", "ChatClosedMessage"};

    private final Seat manager = Desk.manager();
    private Settings before;

    @BeforeEach
    void remember() throws ApiException {
        before = settings();
    }

    @AfterEach
    void putBack() throws ApiException {
        change(new SettingsChange().companyName(before.getCompanyName()).timeZone(before.getTimeZone())
                .welcomeMessage(Objects.requireNonNullElse(before.getWelcomeMessage(), ""))
                .outOfHoursMessage(Objects.requireNonNullElse(before.getOutOfHoursMessage(), ""))
                .unknownOptionMessage(Objects.requireNonNullElse(before.getUnknownOptionMessage(), ""))
                .chatClosedMessage(Objects.requireNonNullElse(before.getChatClosedMessage(), ""))
                .sessionIdleMinutes(before.getSessionIdleMinutes()).defaultDepartmentID(before.getDefaultDepartmentID()));
    }

    @Test
    @Override
    public void getSettings200() throws ApiException {
        Response asAgent = Desk.stranger().get("GetSettings").send();
        assertThat(asAgent.statusCode()).isEqualTo(200);
        assertThat(JsonBody.parse(asAgent.asString())).isEqualTo(JsonBody.parse(manager.get("GetSettings").send().asString()));
        assertThat(asAgent.jsonPath().getList("Settings")).hasSize(1);
        assertThat(asAgent.asString()).doesNotContain("null");
    }

    @Test
    @Override
    public void getSettings400() {
        DeskDoor.invalidVersion(manager.get("GetSettings"));
        DeskDoor.unknownParameter(manager.get("GetSettings"));
    }

    @Test
    @Override
    public void getSettings401() {
        DeskDoor.unauthorized(manager.get("GetSettings"));
    }

    @Test
    @Override
    public void getSettings406() {
        DeskDoor.notAcceptable(manager.get("GetSettings"));
    }

    @Test
    @Override
    public void updateSettings200() throws ApiException {
        long department = department();
        Settings all = new Settings().companyName("Channel & Söhne \uD83D\uDE00").timeZone("Africa/Johannesburg").welcomeMessage("Welcome!\nSecond line")
                .outOfHoursMessage("Closed").unknownOptionMessage("x".repeat(4096)).chatClosedMessage("Bye").sessionIdleMinutes(720)
                .defaultDepartmentID(department);

        Settings answered = change(new SettingsChange().companyName(all.getCompanyName()).timeZone(all.getTimeZone())
                .welcomeMessage(all.getWelcomeMessage()).outOfHoursMessage(all.getOutOfHoursMessage())
                .unknownOptionMessage(all.getUnknownOptionMessage()).chatClosedMessage(all.getChatClosedMessage())
                .sessionIdleMinutes(all.getSessionIdleMinutes()).defaultDepartmentID(all.getDefaultDepartmentID()));

        assertThat(answered).isEqualTo(all);
        assertThat(settings()).isEqualTo(all);
        assertThat(change(new SettingsChange())).as("an empty object changes nothing").isEqualTo(all);
        assertThat(change(new SettingsChange().companyName("Channel"))).as("what is left out stays").isEqualTo(all.companyName("Channel"));
        assertThat(change(new SettingsChange().companyName("Channel"))).as("repeated").isEqualTo(all);
    }

    @Test
    void anEmptyTextClearsTheMessage() throws ApiException {
        for (String message : MESSAGES) {
            assertThat(update(Map.of(message, "some text")).send().<String>path("Settings[0]." + message)).isEqualTo("some text");
            assertThat(update(Map.of()).send().<String>path("Settings[0]." + message)).isEqualTo("some text");
            assertThat(update(Map.of(message, "")).send().jsonPath().getMap("Settings[0]")).doesNotContainKey(message);
            assertThat(update(Map.of(message, "")).send().statusCode()).as("cleared again").isEqualTo(200);
            assertThat(manager.get("GetSettings").send().jsonPath().getMap("Settings[0]")).doesNotContainKey(message);
        }
    }

    @Test
    void theTextOfAClosedChatHoldsFromTheAnswerOn() throws ApiException {
        Desk desk = Desk.open();
        change(new SettingsChange().chatClosedMessage("Good-bye."));
        assertThat(desk.agent().reads(desk.closedChat()).stream().map(Message::getMessageText)).startsWith("Good-bye.");
        change(new SettingsChange().chatClosedMessage(""));
        assertThat(desk.agent().reads(desk.closedChat()).stream().map(Message::getMessageText)).doesNotContain("Good-bye.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Africa/Johannesburg", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+2", "Asia/Kathmandu"})
    void namesOfTheTimeZoneDatabaseAreTimeZones(String name) throws ApiException {
        assertThat(change(new SettingsChange().timeZone(name)).getTimeZone()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Z", "+02:00", "UTC+2", "UTC+02:00", "GMT+2", "utc", "europe/berlin", "EUROPE/BERLIN", " Europe/Berlin",
        "Europe/Berlin ", "Berlin", "Europe/Atlantis", "SystemV/EST5", "CEST", "2", "../etc/passwd"})
    void whatIsNoNameOfTheTimeZoneDatabaseIsRefused(String name) throws ApiException {
        DeskRefusal.expect(400, "InvalidRequest", update(Map.of("TimeZone", name)).send()).naming("Settings[0].TimeZone");
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    @Override
    public void updateSettings400() throws ApiException {
        JsonBody body = body(Map.of("CompanyName", "refused", "TimeZone", "UTC"));
        Call call = manager.post("UpdateSettings", body);
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badBody(call);
        DeskRefusal.expect(400, "InvalidRequest", call.withJson("{}").send()).naming("Settings");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson("{\"Settings\":[]}").send()).naming("Settings");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson("{\"Settings\":[{},{}]}").send()).naming("Settings");
        DeskDoor.badField(call, body, "Settings", null, 7, "x", Map.of());
        DeskDoor.badField(call, body, "Settings.0", null, 7, "x", List.of());
        DeskDoor.badName(call, body, "Settings.0.CompanyName");
        DeskDoor.badField(call, body, "Settings.0.TimeZone", null, 7, "x".repeat(65));
        for (String message : MESSAGES) {
            DeskDoor.badText(call, body, "Settings.0." + message);
        }
        DeskDoor.badField(call, body, "Settings.0.SessionIdleMinutes", null, 0, -1, 721, 1.5, "30", true, 3_000_000_000L);
        DeskDoor.badIdField(call, body, "Settings.0.DefaultDepartmentID");
        DeskDoor.badField(call, body, "Settings.0.Company", "x");
        DeskDoor.badField(call, body, "Settings.0.companyName", "x");
        assertThat(settings()).as("nothing was changed").isEqualTo(before);
    }

    @Test
    @Override
    public void updateSettings401() {
        DeskDoor.unauthorized(update(Map.of()));
    }

    @Test
    @Override
    public void updateSettings403() {
        DeskDoor.managersAlone(update(Map.of()));
        DeskDoor.managersAlone(update(Map.of("DefaultDepartmentID", Long.MAX_VALUE)));
    }

    @Test
    @Override
    public void updateSettings404() throws ApiException {
        DeskRefusal.expect(404, "NotFound", update(Map.of("CompanyName", "refused", "DefaultDepartmentID", Long.MAX_VALUE)).send())
                .naming("Settings[0].DefaultDepartmentID");
        assertThat(settings()).as("all or nothing").isEqualTo(before);
        DeskRefusal.expect(400, "InvalidRequest", update(Map.of("TimeZone", "Nowhere", "DefaultDepartmentID", Long.MAX_VALUE)).send())
                .naming("Settings[0].TimeZone");
    }

    @Test
    @Override
    public void updateSettings406() throws ApiException {
        DeskDoor.notAcceptable(update(Map.of("CompanyName", "refused")));
        assertThat(settings()).as("nothing was changed").isEqualTo(before);
    }

    @Test
    @Override
    public void updateSettings409() throws ApiException {
        long disabled = department();
        manager.client().departments().updateDepartment(DeskClient.VERSION, new UpdateDepartmentRequest().departmentID(disabled).enabled(false));
        DeskRefusal.expect(409, "DepartmentDisabled", update(Map.of("CompanyName", "refused", "DefaultDepartmentID", disabled)).send())
                .naming("Settings[0].DefaultDepartmentID");
        assertThat(settings()).as("all or nothing").isEqualTo(before);
    }

    @Test
    @Override
    public void updateSettings413() {
        DeskDoor.tooLarge(update(Map.of()));
    }

    @Test
    @Override
    public void updateSettings415() {
        DeskDoor.unsupportedMediaType(update(Map.of()));
    }

    @Test
    void aDepartmentIsNeverBothDisabledAndTheDefaultOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            long department = department();
            List<Response> responses = ChatLifeIT.atOnce(List.of(
                    () -> update(Map.of("DefaultDepartmentID", department)).send(),
                    () -> manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", department, "Enabled", false))).send()));
            if (responses.get(0).statusCode() == 200) {
                DeskRefusal.expect(409, "DepartmentInUse", responses.get(1)).naming("Enabled");
            } else {
                DeskRefusal.expect(409, "DepartmentDisabled", responses.get(0));
                assertThat(responses.get(1).statusCode()).isEqualTo(200);
            }
            putBack();
        }
    }

    @Test
    void ofManyWhoChangeAllSettingsAtOnceOneHasTheLastWord() throws Exception {
        List<Response> responses = ChatLifeIT.atOnce(IntStream.range(0, 8).mapToObj(i -> (Callable<Response>) () -> update(
                Map.of("CompanyName", "Company " + i, "WelcomeMessage", i % 2 == 0 ? "" : "Welcome " + i, "ChatClosedMessage", "Bye " + i)).send()).toList());
        assertThat(responses).allSatisfy(response -> assertThat(response.statusCode()).as(response.asString()).isEqualTo(200));
        assertThat(responses).as("the settings are those of one of them, whole").extracting(response -> JsonBody.parse(response.asString()))
                .contains(JsonBody.parse(manager.get("GetSettings").send().asString()));
    }

    private long department() throws ApiException {
        return manager.client().departments().createDepartment(DeskClient.VERSION,
                new CreateDepartmentRequest().departmentName(Unique.name("department"))).getDepartmentID();
    }

    private Call update(Map<String, ?> settings) {
        return manager.post("UpdateSettings", body(settings));
    }

    private static JsonBody body(Map<String, ?> settings) {
        return JsonBody.of(Map.of("Settings", List.of(settings)));
    }

    private Settings change(SettingsChange change) throws ApiException {
        return manager.client().settings().updateSettings(DeskClient.VERSION, new UpdateSettingsRequest().settings(List.of(change))).getSettings().get(0);
    }

    private Settings settings() throws ApiException {
        return manager.client().settings().getSettings(DeskClient.VERSION).getSettings().get(0);
    }
}
