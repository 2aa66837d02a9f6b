package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.client.agentchat.model.Department;
import dev.ringdown.client.agentchat.model.UpdateDepartmentRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.testspec.agentchat.DepartmentsApiTestSpec;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Departments. What a test puts into the welcome menu leaves it with the test. */
class DepartmentsApiIT implements DepartmentsApiTestSpec {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Seat manager = Desk.manager();
    private final WelcomeMenu menu = new WelcomeMenu();

    @AfterEach
    void leaveTheMenu() throws ApiException {
        menu.leave();
    }

    @Test
    @Override
    public void createDepartment200() throws ApiException {
        long group = TagsApiIT.group();
        long first = TagsApiIT.tag(group);
        long second = TagsApiIT.tag(group);
        Department expected = new Department().departmentName(Unique.name("Accounts")).includeInWelcomeMenu(true).welcomeMenuName("Accounts & bills")
                .welcomeMenuOption(menu.freeOption()).newCustomerMessage("Hello.\nBy writing on you agree \uD83D\uDE00").returningCustomerMessage("x".repeat(4096))
                .enabled(true).tagIDs(List.of(first, second));

        long id = menu.put(new CreateDepartmentRequest().departmentName(" " + expected.getDepartmentName() + "\t").includeInWelcomeMenu(true)
                .welcomeMenuName(expected.getWelcomeMenuName()).welcomeMenuOption(expected.getWelcomeMenuOption())
                .newCustomerMessage(expected.getNewCustomerMessage()).returningCustomerMessage(expected.getReturningCustomerMessage())
                .enabled(true).tagIDs(List.of(second, first, second)));

        assertThat(department(id)).isEqualTo(expected.departmentID(id));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws ApiException {
        String name = CannedResponsesApiIT.longest(Unique.name(""));
        long id = create(new CreateDepartmentRequest().departmentName(name).newCustomerMessage("").returningCustomerMessage("").tagIDs(List.of()));
        assertThat(department(id)).isEqualTo(new Department().departmentID(id).departmentName(name).includeInWelcomeMenu(false).enabled(true)
                .tagIDs(List.of()));
        assertThat(manager.get("GetDepartments").send().asString()).doesNotContain("null");
    }

    @Test
    @Override
    public void createDepartment400() throws ApiException {
        String name = Unique.name("refused");
        JsonBody body = whole(name);
        Call call = manager.post("CreateDepartment", body);
        refusals(call, body);
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.without("DepartmentName")).send()).naming("DepartmentName");
        JsonBody inMenu = body.with("IncludeInWelcomeMenu", true);
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(inMenu.without("WelcomeMenuName")).send()).naming("WelcomeMenuName");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(inMenu.without("WelcomeMenuOption")).send()).naming("WelcomeMenuOption");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(inMenu.without("WelcomeMenuOption").with("Enabled", false)).send())
                .naming("WelcomeMenuOption");
        assertThat(departments()).as("nothing was changed").extracting(Department::getDepartmentName).doesNotContain(name);
    }

    @Test
    @Override
    public void createDepartment401() {
        DeskDoor.unauthorized(manager.post("CreateDepartment", whole(Unique.name("refused"))));
    }

    @Test
    @Override
    public void createDepartment403() {
        DeskDoor.managersAlone(manager.post("CreateDepartment", whole(Unique.name("refused"))));
    }

    @Test
    @Override
    public void createDepartment404() throws ApiException {
        String name = Unique.name("refused");
        String taken = Unique.name("taken");
        create(new CreateDepartmentRequest().departmentName(taken));
        long tag = TagsApiIT.tag(TagsApiIT.group());
        long deleted = deletedTag();
        for (long none : new long[]{deleted, UNKNOWN}) {
            JsonBody body = whole(name).with("TagIDs", List.of(tag, none));
            DeskRefusal.expect(404, "NotFound", manager.post("CreateDepartment", body).send()).naming("TagIDs[1]");
            DeskRefusal.expect(404, "NotFound", manager.post("CreateDepartment", body.with("DepartmentName", taken)).send()).naming("TagIDs[1]");
            DeskRefusal.expect(400, "InvalidRequest", manager.post("CreateDepartment",
                    body.with("IncludeInWelcomeMenu", true).without("WelcomeMenuName")).send()).naming("WelcomeMenuName");
        }
        assertThat(departments()).as("nothing was changed").extracting(Department::getDepartmentName).doesNotContain(name);
    }

    @Test
    @Override
    public void createDepartment406() throws ApiException {
        String name = Unique.name("refused");
        DeskDoor.notAcceptable(manager.post("CreateDepartment", whole(name)));
        assertThat(departments()).as("nothing was changed").extracting(Department::getDepartmentName).doesNotContain(name);
    }

    @Test
    @Override
    public void createDepartment409() throws ApiException {
        String name = Unique.name("Taken");
        long id = create(new CreateDepartmentRequest().departmentName(name));
        for (String same : new String[]{name, " " + name + " ", name.toUpperCase(Locale.ROOT)}) {
            DeskRefusal.expect(409, "NameInUse", manager.post("CreateDepartment", whole(same)).send()).naming("DepartmentName");
        }
        change(new UpdateDepartmentRequest().departmentID(id).enabled(false));
        DeskRefusal.expect(409, "NameInUse", manager.post("CreateDepartment", whole(name)).send()).naming("DepartmentName");

        int option = menu.freeOption();
        menu.put(inMenu(option));
        String refused = Unique.name("refused");
        JsonBody second = whole(refused).with("IncludeInWelcomeMenu", true).with("WelcomeMenuOption", option);
        DeskRefusal.expect(409, "WelcomeMenuOptionInUse", manager.post("CreateDepartment", second).send()).naming("WelcomeMenuOption");
        assertThat(departments()).as("nothing was changed").extracting(Department::getDepartmentName).doesNotContain(refused);
    }

    @Test
    @Override
    public void createDepartment413() {
        DeskDoor.tooLarge(manager.post("CreateDepartment", whole("refused")));
    }

    @Test
    @Override
    public void createDepartment415() {
        DeskDoor.unsupportedMediaType(manager.post("CreateDepartment", whole("refused")));
    }

    @Test
    @Override
    public void getDepartments200() throws ApiException {
        String mark = Unique.name("sorted");
        List<Long> ids = new ArrayList<>();
        for (String name : new String[]{"Über-", "ärger-", "Zebra-", "apfel-"}) {
            ids.add(create(new CreateDepartmentRequest().departmentName(name + mark).enabled(ids.size() % 2 == 0)));
        }
        assertThat(departments()).extracting(Department::getDepartmentName).filteredOn(name -> name.endsWith(mark))
                .containsExactly("apfel-" + mark, "ärger-" + mark, "Über-" + mark, "Zebra-" + mark);
        Response asAgent = Desk.stranger().get("GetDepartments").send();
        assertThat(asAgent.statusCode()).isEqualTo(200);
        assertThat(JsonBody.parse(asAgent.asString())).as("an Agent sees them all")
                .isEqualTo(JsonBody.parse(manager.get("GetDepartments").send().asString()));
    }

    @Test
    @Override
    public void getDepartments400() {
        DeskDoor.invalidVersion(manager.get("GetDepartments"));
        DeskDoor.unknownParameter(manager.get("GetDepartments"));
    }

    @Test
    @Override
    public void getDepartments401() {
        DeskDoor.unauthorized(manager.get("GetDepartments"));
    }

    @Test
    @Override
    public void getDepartments406() {
        DeskDoor.notAcceptable(manager.get("GetDepartments"));
    }

    @Test
    @Override
    public void updateDepartment200() throws ApiException {
        long group = TagsApiIT.group();
        long first = TagsApiIT.tag(group);
        long second = TagsApiIT.tag(group);
        long id = create(new CreateDepartmentRequest().departmentName(Unique.name("department")).tagIDs(List.of(first)));
        Department expected = new Department().departmentID(id).departmentName(Unique.name("Renamed")).includeInWelcomeMenu(false)
                .welcomeMenuName("In the menu").welcomeMenuOption(99).newCustomerMessage("New").returningCustomerMessage("Returning")
                .enabled(false).tagIDs(List.of(first, second));
        UpdateDepartmentRequest whole = new UpdateDepartmentRequest().departmentID(id).departmentName(expected.getDepartmentName())
                .includeInWelcomeMenu(false).welcomeMenuName("In the menu").welcomeMenuOption(99).newCustomerMessage("New")
                .returningCustomerMessage("Returning").enabled(false).tagIDs(List.of(second, first, first));

        assertThat(change(whole)).isEqualTo(id);
        assertThat(department(id)).isEqualTo(expected);
        change(whole);
        assertThat(department(id)).as("repeated").isEqualTo(expected);
        change(new UpdateDepartmentRequest().departmentID(id));
        assertThat(department(id)).as("nothing given, nothing changed").isEqualTo(expected);
        change(new UpdateDepartmentRequest().departmentID(id).newCustomerMessage("").enabled(true));
        assertThat(department(id)).as("an empty text clears the message").isEqualTo(expected.newCustomerMessage(null).enabled(true));
        change(new UpdateDepartmentRequest().departmentID(id).tagIDs(List.of(second)).returningCustomerMessage(""));
        assertThat(department(id)).as("the list replaces the old one").isEqualTo(expected.tagIDs(List.of(second)).returningCustomerMessage(null));
        change(new UpdateDepartmentRequest().departmentID(id).tagIDs(List.of())
                .departmentName(expected.getDepartmentName().toLowerCase(Locale.ROOT)));
        assertThat(department(id)).isEqualTo(expected.tagIDs(List.of()).departmentName(expected.getDepartmentName().toLowerCase(Locale.ROOT)));
    }

    @Test
    @Override
    public void updateDepartment400() throws ApiException {
        long id = create(new CreateDepartmentRequest().departmentName(Unique.name("kept")));
        Department kept = department(id);
        JsonBody body = whole(Unique.name("refused")).with("DepartmentID", id);
        Call call = manager.post("UpdateDepartment", body);
        refusals(call, body);
        DeskDoor.badIdField(call, body, "DepartmentID");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.without("DepartmentID")).send()).naming("DepartmentID");
        JsonBody inMenu = body.with("IncludeInWelcomeMenu", true);
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(inMenu.without("WelcomeMenuName")).send()).naming("WelcomeMenuName");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(inMenu.without("WelcomeMenuOption")).send()).naming("WelcomeMenuOption");
        assertThat(department(id)).as("nothing was changed").isEqualTo(kept);
    }

    @Test
    @Override
    public void updateDepartment401() {
        DeskDoor.unauthorized(manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateDepartment403() {
        DeskDoor.managersAlone(manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateDepartment404() throws ApiException {
        String taken = Unique.name("taken");
        create(new CreateDepartmentRequest().departmentName(taken));
        long id = create(new CreateDepartmentRequest().departmentName(Unique.name("kept")));
        Department kept = department(id);
        DeskRefusal.expect(404, "NotFound", manager.post("UpdateDepartment",
                JsonBody.of(Map.of("DepartmentID", UNKNOWN, "DepartmentName", taken, "TagIDs", List.of(UNKNOWN)))).send()).naming("DepartmentID");
        for (long none : new long[]{deletedTag(), UNKNOWN}) {
            DeskRefusal.expect(404, "NotFound", manager.post("UpdateDepartment",
                    JsonBody.of(Map.of("DepartmentID", id, "DepartmentName", taken, "TagIDs", List.of(none)))).send()).naming("TagIDs[0]");
        }
        assertThat(department(id)).as("nothing was changed").isEqualTo(kept);
    }

    @Test
    @Override
    public void updateDepartment406() throws ApiException {
        long id = create(new CreateDepartmentRequest().departmentName(Unique.name("kept")));
        DeskDoor.notAcceptable(manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", id, "Enabled", false))));
        assertThat(department(id).getEnabled()).as("nothing was changed").isTrue();
    }

    @Test
    @Override
    public void updateDepartment409() throws ApiException {
        String taken = Unique.name("Taken");
        create(new CreateDepartmentRequest().departmentName(taken));
        int option = menu.freeOption();
        menu.put(inMenu(option));
        long id = create(new CreateDepartmentRequest().departmentName(Unique.name("kept")));
        Department kept = department(id);
        long tag = TagsApiIT.tag(TagsApiIT.group());

        DeskRefusal.expect(409, "NameInUse", manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", id,
                "DepartmentName", taken.toLowerCase(Locale.ROOT), "NewCustomerMessage", "refused", "TagIDs", List.of(tag)))).send())
                .naming("DepartmentName");
        DeskRefusal.expect(409, "WelcomeMenuOptionInUse", manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", id,
                "IncludeInWelcomeMenu", true, "WelcomeMenuName", "refused", "WelcomeMenuOption", option, "TagIDs", List.of(tag)))).send())
                .naming("WelcomeMenuOption");
        assertThat(department(id)).as("all or nothing").isEqualTo(kept);
        DeskRefusal.expect(409, "DepartmentInUse", manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID",
                manager.get("GetSettings").send().jsonPath().getLong("Settings[0].DefaultDepartmentID"), "Enabled", false))).send()).naming("Enabled");
    }

    @Test
    @Override
    public void updateDepartment413() {
        DeskDoor.tooLarge(manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateDepartment415() {
        DeskDoor.unsupportedMediaType(manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", UNKNOWN))));
    }

    private static void refusals(Call call, JsonBody body) {
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badBody(call);
        DeskDoor.badName(call, body, "DepartmentName");
        DeskDoor.badName(call, body, "WelcomeMenuName");
        DeskDoor.badField(call, body, "WelcomeMenuOption", 0, 100, -1, 1.5, "1", true, null);
        DeskDoor.badText(call, body, "NewCustomerMessage");
        DeskDoor.badText(call, body, "ReturningCustomerMessage");
        DeskDoor.badBoolean(call, body, "IncludeInWelcomeMenu");
        DeskDoor.badBoolean(call, body, "Enabled");
        DeskDoor.badField(call, body, "TagIDs", null, 1, "1", Map.of(), Collections.nCopies(101, 1));
        DeskDoor.badIdField(call, body.with("TagIDs", List.of(1)), "TagIDs.0");
        DeskDoor.badField(call, body, "Name", "x");
    }

    private static JsonBody whole(String name) {
        return JsonBody.of(Map.of("DepartmentName", name, "IncludeInWelcomeMenu", false, "WelcomeMenuName", "In the menu", "WelcomeMenuOption", 99,
                "NewCustomerMessage", "New", "ReturningCustomerMessage", "Returning", "Enabled", true));
    }

    private static CreateDepartmentRequest inMenu(int option) {
        return new CreateDepartmentRequest().departmentName(Unique.name("department")).includeInWelcomeMenu(true).welcomeMenuName("In the menu")
                .welcomeMenuOption(option);
    }

    private long deletedTag() throws ApiException {
        long tag = TagsApiIT.tag(TagsApiIT.group());
        manager.client().tags().deleteTag(DeskClient.VERSION, tag);
        return tag;
    }

    private long create(CreateDepartmentRequest request) throws ApiException {
        return manager.client().departments().createDepartment(DeskClient.VERSION, request).getDepartmentID();
    }

    private long change(UpdateDepartmentRequest request) throws ApiException {
        return manager.client().departments().updateDepartment(DeskClient.VERSION, request).getDepartmentID();
    }

    private List<Department> departments() throws ApiException {
        return manager.client().departments().getDepartments(DeskClient.VERSION).getDepartments();
    }

    private Department department(long id) throws ApiException {
        return departments().stream().filter(department -> department.getDepartmentID() == id).findFirst().orElseThrow();
    }
}
