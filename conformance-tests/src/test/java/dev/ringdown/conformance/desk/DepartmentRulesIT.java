package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.client.agentchat.model.Department;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a department may take its place in the welcome menu, and when it may be disabled. */
class DepartmentRulesIT {

    private static final int RACERS = 12;

    private final Seat manager = Desk.manager();
    private final WelcomeMenu menu = new WelcomeMenu();

    @AfterEach
    void leaveTheMenu() throws ApiException {
        menu.leave();
    }

    @Test
    void aDepartmentThatIsDisabledOrOutsideTheMenuReservesNoOption() throws ApiException {
        int option = menu.freeOption();
        long outside = menu.put(request(option).includeInWelcomeMenu(false));
        long disabled = menu.put(request(option).enabled(false));
        long inMenu = menu.put(request(option));
        assertThat(menu.offered()).extracting(Department::getDepartmentID).contains(inMenu).doesNotContain(outside, disabled);

        DeskRefusal.expect(409, "WelcomeMenuOptionInUse", update(outside, Map.of("IncludeInWelcomeMenu", true))).naming("WelcomeMenuOption");
        DeskRefusal.expect(409, "WelcomeMenuOptionInUse", update(disabled, Map.of("Enabled", true))).naming("WelcomeMenuOption");
        assertThat(update(disabled, Map.of("Enabled", true, "IncludeInWelcomeMenu", false)).statusCode()).isEqualTo(200);
        assertThat(update(inMenu, Map.of("Enabled", false)).statusCode()).isEqualTo(200);
        assertThat(update(outside, Map.of("IncludeInWelcomeMenu", true)).statusCode()).isEqualTo(200);
        DeskRefusal.expect(409, "WelcomeMenuOptionInUse", update(inMenu, Map.of("Enabled", true))).naming("WelcomeMenuOption");
        DeskRefusal.expect(409, "WelcomeMenuOptionInUse", update(disabled, Map.of("IncludeInWelcomeMenu", true))).naming("WelcomeMenuOption");
    }

    @Test
    void anOptionThatIsGivenUpCanBeTaken() throws ApiException {
        int first = menu.freeOption();
        long department = menu.put(request(first));
        int second = menu.freeOption();
        long other = menu.put(request(second));
        DeskRefusal.expect(409, "WelcomeMenuOptionInUse", update(department, Map.of("WelcomeMenuOption", second)));
        assertThat(update(department, Map.of("WelcomeMenuOption", first)).statusCode()).as("the own one").isEqualTo(200);
        assertThat(update(other, Map.of("IncludeInWelcomeMenu", false)).statusCode()).isEqualTo(200);
        assertThat(update(department, Map.of("WelcomeMenuOption", second)).statusCode()).isEqualTo(200);
        menu.put(request(first));
    }

    @Test
    void whatWasGivenBeforeCountsForTheMenuAndIsKeptOutsideIt() throws ApiException {
        int option = menu.freeOption();
        long id = menu.put(new CreateDepartmentRequest().departmentName(Unique.name("department")));
        DeskRefusal.expect(400, "InvalidRequest", update(id, Map.of("IncludeInWelcomeMenu", true))).naming("WelcomeMenuName");
        assertThat(update(id, Map.of("WelcomeMenuName", "Kept")).statusCode()).isEqualTo(200);
        DeskRefusal.expect(400, "InvalidRequest", update(id, Map.of("IncludeInWelcomeMenu", true))).naming("WelcomeMenuOption");
        assertThat(update(id, Map.of("IncludeInWelcomeMenu", true, "WelcomeMenuOption", option)).statusCode()).isEqualTo(200);
        assertThat(update(id, Map.of("IncludeInWelcomeMenu", false)).statusCode()).isEqualTo(200);
        assertThat(update(id, Map.of("IncludeInWelcomeMenu", true)).statusCode()).isEqualTo(200);
        assertThat(menu.offered()).filteredOn(department -> department.getDepartmentID() == id)
                .allMatch(department -> department.getWelcomeMenuName().equals("Kept") && department.getWelcomeMenuOption() == option).hasSize(1);
    }

    @Test
    void ofManyThatRaceForAnOptionOneWins() throws Exception {
        int option = menu.freeOption();
        List<Response> responses = ChatLifeIT.atOnce(IntStream.range(0, RACERS).mapToObj(i -> (Callable<Response>) () -> manager.post("CreateDepartment",
                JsonBody.of(Map.of("DepartmentName", Unique.name("department"), "IncludeInWelcomeMenu", true, "WelcomeMenuName", "In the menu",
                        "WelcomeMenuOption", option))).send()).toList());
        List<Response> won = oneWins("WelcomeMenuOptionInUse", responses);
        assertThat(update(won.get(0).jsonPath().getLong("DepartmentID"), Map.of("IncludeInWelcomeMenu", false)).statusCode()).isEqualTo(200);
    }

    @Test
    void ofManyThatAreEnabledIntoOnePlaceOneWins() throws Exception {
        int option = menu.freeOption();
        long first = menu.put(request(option).enabled(false));
        long second = menu.put(request(option).enabled(false));
        long third = menu.put(request(option).enabled(false));
        oneWins("WelcomeMenuOptionInUse", ChatLifeIT.atOnce(List.of(() -> update(first, Map.of("Enabled", true)),
                () -> update(second, Map.of("Enabled", true)), () -> update(third, Map.of("Enabled", true)))));
    }

    @Test
    void ofManyThatRaceForANameOneWins() throws Exception {
        String name = Unique.name("raced");
        oneWins("NameInUse", ChatLifeIT.atOnce(IntStream.range(0, RACERS).mapToObj(i -> (Callable<Response>) () -> manager.post("CreateDepartment",
                JsonBody.of(Map.of("DepartmentName", i % 2 == 0 ? name : name.toUpperCase(Locale.ROOT)))).send()).toList()));
    }

    @Test
    void ofManyThatAreRenamedAlikeOneWins() throws Exception {
        String name = Unique.name("raced");
        List<Long> ids = List.of(Desk.agents().department(), Desk.agents().department(), Desk.agents().department());
        oneWins("NameInUse", ChatLifeIT.atOnce(ids.stream().map(id -> (Callable<Response>) () -> update(id, Map.of("DepartmentName", name))).toList()));
    }

    @Test
    void twoThatSwapTheirNamesAtOnceAreToldOrHaveSwapped() throws Exception {
        String one = Unique.name("one");
        String other = Unique.name("other");
        long first = menu.put(new CreateDepartmentRequest().departmentName(one));
        long second = menu.put(new CreateDepartmentRequest().departmentName(other));
        List<Response> responses = ChatLifeIT.atOnce(List.of(() -> update(first, Map.of("DepartmentName", other)),
                () -> update(second, Map.of("DepartmentName", one))));
        assertThat(responses).allSatisfy(response -> DeskRefusal.expect(409, "NameInUse", response));
    }

    @Test
    void aDepartmentWithActiveChatsIsNotDisabled() throws ApiException {
        Desk desk = Desk.open();
        long chat = desk.waitingChat();
        DeskRefusal.expect(409, "DepartmentInUse", update(desk.department(), Map.of("Enabled", false, "NewCustomerMessage", "x"))).naming("Enabled");
        desk.agent().grabs(chat);
        DeskRefusal.expect(409, "DepartmentInUse", update(desk.department(), Map.of("Enabled", false))).naming("Enabled");
        assertThat(update(desk.department(), Map.of("Enabled", true)).statusCode()).as("as it is").isEqualTo(200);
        desk.agent().closes(chat);
        assertThat(update(desk.department(), Map.of("Enabled", false)).statusCode()).isEqualTo(200);
        assertThat(update(desk.department(), Map.of("Enabled", false)).statusCode()).as("repeated").isEqualTo(200);
        assertThat(desk.chat(chat).getDepartmentID()).as("past chats stay").isEqualTo(desk.department());
    }

    private static CreateDepartmentRequest request(int option) {
        return new CreateDepartmentRequest().departmentName(Unique.name("department")).includeInWelcomeMenu(true).welcomeMenuName("In the menu")
                .welcomeMenuOption(option);
    }

    private Response update(long id, Map<String, ?> change) {
        return manager.post("UpdateDepartment", JsonBody.of(change).with("DepartmentID", id)).send();
    }

    private static List<Response> oneWins(String code, List<Response> responses) {
        List<Response> won = responses.stream().filter(response -> response.statusCode() == 200).toList();
        assertThat(won).hasSize(1);
        responses.stream().filter(response -> response.statusCode() != 200).forEach(response -> DeskRefusal.expect(409, code, response));
        return won;
    }
}
