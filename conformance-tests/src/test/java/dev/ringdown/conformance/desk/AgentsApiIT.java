package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.Agent;
import dev.ringdown.client.agentchat.model.AgentNotification;
import dev.ringdown.client.agentchat.model.AgentStatus;
import dev.ringdown.client.agentchat.model.CreateAgentRequest;
import dev.ringdown.client.agentchat.model.CreateAgentResponse;
import dev.ringdown.client.agentchat.model.Role;
import dev.ringdown.client.agentchat.model.UpdateAgentRequest;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.testspec.agentchat.AgentsApiTestSpec;
import io.restassured.response.Response;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Agents. */
class AgentsApiIT implements AgentsApiTestSpec {

    private static final String VERSION = "1";
    private static final long NOBODY = 9_000_000_000_000_000_000L;

    private final long department = Desk.agents().department();

    @Test
    @Override
    public void createAgent200() throws ApiException {
        long other = Desk.agents().department();
        String email = Unique.name("New.Agent") + "@Ringdown.Test";

        CreateAgentResponse made = Desk.manager().agents().createAgent(VERSION, new CreateAgentRequest().agentName("Zoë \u674e").emailAddress(email)
                .roleID(Role.Agent).departmentIDs(List.of(other, department, other)));

        assertThat(made.getResetURL()).as("no mail server is set").asString().matches("http://[^/]+/reset\\?code=[^&#/]{32,}");
        Agent agent = agent(made.getAgentID());
        assertThat(agent.getAgentName()).isEqualTo("Zoë \u674e");
        assertThat(agent.getEmailAddress()).isEqualTo(email);
        assertThat(agent.getMobileNumber()).isNull();
        assertThat(agent.getRoleID()).isEqualTo(Role.Agent);
        assertThat(agent.getStatusID()).isEqualTo(AgentStatus.Offline);
        assertThat(agent.getNotifications()).isEmpty();
        assertThat(agent.getDepartmentIDs()).as("ascending, each once").containsExactly(department, other);
        assertThat(agent.getEnabled()).isTrue();
        assertThat(agent.getCreatedAt()).isCloseTo(OffsetDateTime.now(), Assertions.within(1, ChronoUnit.MINUTES));

        Response manager = create(body().with("RoleID", 2).with("Enabled", false)).send();
        assertThat(manager.statusCode()).as(manager.asString()).isEqualTo(200);
        assertThat(manager.header("Cache-Control")).contains("no-store");
        assertThat(agent(manager.jsonPath().getLong("AgentID")).getRoleID()).isEqualTo(Role.Manager);
        assertThat(agent(manager.jsonPath().getLong("AgentID")).getEnabled()).isFalse();
    }

    @Test
    @Override
    public void createAgent400() throws ApiException {
        int before = Desk.manager().agents().getAgents(VERSION).getAgents().size();
        DeskDoor.invalidVersion(create(body()));
        DeskDoor.unknownParameter(create(body()));
        DeskDoor.badBody(create(body()));
        for (String field : new String[]{"AgentName", "EmailAddress", "RoleID", "DepartmentIDs"}) {
            bad(create(body().without(field)), field);
            bad(create(body().with(field, null)), field);
            bad(create(body().with(field, "")), field);
            bad(create(body().with(field, Map.of())), field);
        }
        for (String wrong : new String[]{"two\u2028lines", "", " ", "\u2003\u00a0", "a\nb", "x".repeat(101)}) {
            bad(create(body().with("AgentName", wrong)), "AgentName");
        }
        badAddresses(body(), this::create);
        for (Object wrong : new Object[]{0, 3, -1, 1.5, "1"}) {
            bad(create(body().with("RoleID", wrong)), "RoleID");
        }
        badDepartments(body(), this::create);
        for (Object wrong : new Object[]{"true", 1}) {
            bad(create(body().with("Enabled", wrong)), "Enabled");
        }
        bad(create(body().with("Enabled", null)), "Enabled");
        bad(create(body().with("MobileNumber", "+27821234567")), "MobileNumber");
        assertThat(Desk.manager().agents().getAgents(VERSION).getAgents()).as("nobody was made").hasSize(before);
    }

    @Test
    @Override
    public void createAgent401() {
        DeskDoor.unauthorized(create(body()));
    }

    @Test
    @Override
    public void createAgent403() {
        Seat agent = Desk.stranger();
        DeskRefusal.expect(403, "NotAllowed", agent.post("CreateAgent").withJson(body()).send());
        DeskRefusal.expect(403, "NotAllowed", agent.post("CreateAgent").withJson("{").send());
    }

    @Test
    @Override
    public void createAgent404() throws ApiException {
        JsonBody body = body();
        DeskRefusal.expect(404, "NotFound", create(body.with("DepartmentIDs", List.of(department, NOBODY))).send()).naming("DepartmentIDs[1]");
        DeskRefusal.expect(404, "NotFound", create(body.with("DepartmentIDs", List.of(NOBODY, department, NOBODY))).send()).naming("DepartmentIDs[0]");
        assertThat(create(body).send().statusCode()).as("the address is still free").isEqualTo(200);
    }

    @Test
    @Override
    public void createAgent406() {
        DeskDoor.notAcceptable(create(body()));
    }

    @Test
    @Override
    public void createAgent409() {
        JsonBody body = body();
        assertThat(create(body).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(409, "EmailAddressInUse", create(body).send()).naming("EmailAddress");
        DeskRefusal.expect(409, "EmailAddressInUse",
                create(body.with("EmailAddress", body.at("EmailAddress").asText().toUpperCase(Locale.ROOT))).send());
        DeskAgent disabled = Desk.agents().agent();
        Desk.agents().disable(disabled);
        DeskRefusal.expect(409, "EmailAddressInUse", create(body().with("EmailAddress", disabled.emailAddress())).send());
    }

    @Test
    @Override
    public void createAgent413() {
        DeskDoor.tooLarge(create(body()));
    }

    @Test
    @Override
    public void createAgent415() {
        DeskDoor.unsupportedMediaType(create(body()));
    }

    @Test
    @Override
    public void getAgents200() throws ApiException {
        String name = Unique.name("Sort");
        DeskAgent first = named(name + " b");
        DeskAgent second = named(name + " a");
        DeskAgent third = named(name + " \u00c1");
        DeskAgent fourth = named(name + " B");

        List<Agent> all = Desk.manager().agents().getAgents(VERSION).getAgents();

        assertThat(all.stream().filter(agent -> agent.getAgentName().startsWith(name)).map(Agent::getAgentID))
                .as("by name, as people sort, and then by id").containsExactly(second.id(), third.id(), first.id(), fourth.id());
        String raw = Desk.manager().get("GetAgents").send().asString();
        assertThat(raw).doesNotContainIgnoringCase("password").doesNotContain("argon2").doesNotContain("null");
    }

    private static DeskAgent named(String name) {
        DeskAgent agent = Desk.agents().newcomer().agent();
        Desk.agents().update(new UpdateAgentRequest().agentID(agent.id()).agentName(name));
        return agent;
    }

    @Test
    @Override
    public void getAgents400() {
        DeskDoor.invalidVersion(Desk.manager().get("GetAgents"));
        DeskDoor.unknownParameter(Desk.manager().get("GetAgents"));
        DeskRefusal.expect(400, "InvalidRequest", Desk.manager().get("GetAgents").withQuery("AgentID", 1).send()).naming("AgentID");
    }

    @Test
    @Override
    public void getAgents401() {
        DeskDoor.unauthorized(Desk.manager().get("GetAgents"));
    }

    @Test
    @Override
    public void getAgents406() {
        DeskDoor.notAcceptable(Desk.manager().get("GetAgents"));
    }

    @Test
    @Override
    public void updateAgent200() throws ApiException {
        DeskAgent agent = Desk.agents().agent();
        Seat.of(agent);
        String email = Unique.name("renamed") + "@ringdown.test";
        Agent before = agent(agent.id());

        assertThat(Desk.manager().agents().updateAgent(VERSION, new UpdateAgentRequest().agentID(agent.id())).getAgentID()).isEqualTo(agent.id());
        assertThat(agent(agent.id())).as("nothing was given").isEqualTo(before);

        Desk.agents().update(new UpdateAgentRequest().agentID(agent.id()).agentName("Renamed").emailAddress(email).mobileNumber("+27821234567")
                .notifications(List.of(AgentNotification.UNASSIGNED_CHATS_WAITING)).roleID(Role.Manager).statusID(AgentStatus.Onbreak)
                .departmentIDs(List.of(department, 1L, department)).enabled(true));
        Agent changed = new Agent().agentID(agent.id()).agentName("Renamed").emailAddress(email).mobileNumber("+27821234567")
                .notifications(List.of(AgentNotification.UNASSIGNED_CHATS_WAITING)).roleID(Role.Manager).statusID(AgentStatus.Onbreak)
                .departmentIDs(List.of(1L, department)).enabled(true).createdAt(before.getCreatedAt());
        assertThat(agent(agent.id())).isEqualTo(changed);

        Desk.agents().update(new UpdateAgentRequest().agentID(agent.id()).mobileNumber("").notifications(List.of()));
        assertThat(agent(agent.id())).isEqualTo(changed.mobileNumber(null).notifications(List.of()));
    }

    @Test
    @Override
    public void updateAgent400() throws ApiException {
        DeskAgent agent = Desk.agents().agent();
        Agent before = agent(agent.id());
        JsonBody body = JsonBody.of(Map.of("AgentID", agent.id(), "AgentName", "Another"));
        DeskDoor.invalidVersion(update(body));
        DeskDoor.unknownParameter(update(body));
        DeskDoor.badBody(update(body));
        bad(update(body.without("AgentID")), "AgentID");
        for (Object wrong : new Object[]{0, -1, 1.5, "1"}) {
            bad(update(body.with("AgentID", wrong)), "AgentID");
        }
        for (String field : new String[]{"AgentID", "AgentName", "MobileNumber", "EmailAddress", "Notifications", "RoleID", "StatusID", "DepartmentIDs",
                "Enabled"}) {
            bad(update(body.with(field, null)), field);
        }
        for (String wrong : new String[]{"two\u2028lines", "", " ", "a\nb", "x".repeat(101)}) {
            bad(update(body.with("AgentName", wrong)), "AgentName");
        }
        for (String wrong : new String[]{"0821234567", "+0821234567", "+27 82 123 4567", "+123456", "+1234567890123456", " "}) {
            bad(update(body.with("MobileNumber", wrong)), "MobileNumber");
        }
        badAddresses(body, this::update);
        badDepartments(body, this::update);
        assertThat(update(body.with("Notifications", List.of("Everything"))).send().statusCode()).isEqualTo(400);
        bad(update(body.with("Notifications", List.of("UnassignedChatsWaiting", "UnassignedChatsWaiting"))), "Notifications");
        for (Object wrong : new Object[]{0, 5, "4"}) {
            bad(update(body.with("StatusID", wrong)), "StatusID");
        }
        bad(update(body.with("RoleID", 3)), "RoleID");
        bad(update(body.with("Enabled", "false")), "Enabled");
        bad(update(body.with("Password", "correct horse")), "Password");
        assertThat(agent(agent.id())).as("nothing has changed").isEqualTo(before);
    }

    @Test
    @Override
    public void updateAgent401() {
        DeskDoor.unauthorized(update(JsonBody.of(Map.of("AgentID", Desk.agents().agent().id()))));
    }

    @Test
    @Override
    public void updateAgent403() throws ApiException {
        DeskAgent agent = Desk.agents().agent(department);
        DeskAgent colleague = Desk.agents().agent(department);
        Seat seat = Seat.of(agent);
        Agent before = agent(agent.id());
        JsonBody own = JsonBody.of(Map.of("AgentID", agent.id(), "MobileNumber", "+27821234567"));
        // As they are already: what is given counts, not what would change.
        Map.of("AgentName", agent.name(), "EmailAddress", agent.emailAddress(), "RoleID", 1, "DepartmentIDs", List.of(department), "Enabled", true)
                .forEach((field, value) -> DeskRefusal.expect(403, "NotAllowed", seat.post("UpdateAgent").withJson(own.with(field, value)).send())
                        .naming(field));
        for (long other : new long[]{colleague.id(), NOBODY}) {
            DeskRefusal.expect(403, "NotAllowed", seat.post("UpdateAgent").withJson(own.with("AgentID", other)).send()).naming("AgentID");
        }
        assertThat(agent(agent.id())).as("nothing has changed").isEqualTo(before);
        // The form comes before it, unlike elsewhere.
        bad(seat.post("UpdateAgent").withJson(own.with("AgentID", colleague.id()).with("EmailAddress", "nobody")), "EmailAddress");
        bad(seat.post("UpdateAgent").withJson(own.with("AgentName", "")), "AgentName");
    }

    @Test
    @Override
    public void updateAgent404() throws ApiException {
        DeskRefusal.expect(404, "NotFound", update(JsonBody.of(Map.of("AgentID", NOBODY))).send()).naming("AgentID");
        DeskAgent agent = Desk.agents().agent(department);
        Agent before = agent(agent.id());
        DeskRefusal.expect(404, "NotFound", update(JsonBody.of(Map.of("AgentID", agent.id(), "AgentName", "Another",
                "DepartmentIDs", List.of(1, NOBODY)))).send()).naming("DepartmentIDs[1]");
        assertThat(agent(agent.id())).as("nothing has changed").isEqualTo(before);
    }

    @Test
    @Override
    public void updateAgent406() {
        DeskDoor.notAcceptable(update(JsonBody.of(Map.of("AgentID", Desk.agents().agent().id()))));
    }

    @Test
    @Override
    public void updateAgent409() throws ApiException {
        DeskAgent agent = Desk.agents().agent(department);
        DeskAgent other = Desk.agents().agent();
        Agent before = agent(agent.id());
        JsonBody body = JsonBody.of(Map.of("AgentID", agent.id(), "AgentName", "Another", "DepartmentIDs", List.of(1)));

        DeskRefusal.expect(409, "EmailAddressInUse", update(body.with("EmailAddress", other.emailAddress().toUpperCase(Locale.ROOT))).send())
                .naming("EmailAddress");
        DeskRefusal.expect(409, "AgentNotOnline", update(body.with("StatusID", 4)).send()).naming("StatusID");
        assertThat(agent(agent.id())).as("nothing has changed").isEqualTo(before);

        Seat seat = Seat.of(agent);
        DeskRefusal.expect(409, "AgentNotOnline", update(body.with("StatusID", 2).with("Enabled", false)).send());
        assertThat(seat.get("KeepAlive").send().statusCode()).as("the session goes on").isEqualTo(200);
        assertThat(agent(agent.id()).getStatusID()).isEqualTo(AgentStatus.Online);
    }

    @Test
    @Override
    public void updateAgent413() {
        DeskDoor.tooLarge(update(JsonBody.of(Map.of("AgentID", Desk.agents().agent().id()))));
    }

    @Test
    @Override
    public void updateAgent415() {
        DeskDoor.unsupportedMediaType(update(JsonBody.of(Map.of("AgentID", Desk.agents().agent().id()))));
    }

    /** An agent as a Manager sees it. */
    static Agent agent(long id) throws ApiException {
        return agent(Desk.manager(), id);
    }

    static Agent agent(Seat seat, long id) throws ApiException {
        return seat.agents().getAgents(VERSION).getAgents().stream().filter(agent -> agent.getAgentID() == id).findFirst()
                .orElseThrow(() -> new AssertionError("There is no agent " + id));
    }

    private static void badAddresses(JsonBody body, Function<JsonBody, Call> call) {
        for (String wrong : new String[]{"", "a@", "nobody", "a b@c.test", "a@b@c.test", "A <a@b.test>", "a@b.test, c@d.test", "a@b.test\r\nBcc: c@d.test",
                "x".repeat(245) + "@long.test"}) {
            bad(call.apply(body.with("EmailAddress", wrong)), "EmailAddress");
        }
    }

    private static void badDepartments(JsonBody body, Function<JsonBody, Call> call) {
        bad(call.apply(body.with("DepartmentIDs", List.of())), "DepartmentIDs");
        bad(call.apply(body.with("DepartmentIDs", Collections.nCopies(1001, 1))), "DepartmentIDs");
        bad(call.apply(body.with("DepartmentIDs", List.of(1, 0))), "DepartmentIDs[1]");
        bad(call.apply(body.with("DepartmentIDs", List.of("1"))), "DepartmentIDs[0]");
        bad(call.apply(body.with("DepartmentIDs", 1)), "DepartmentIDs");
    }

    private static void bad(Call call, String field) {
        DeskRefusal.expect(400, "InvalidRequest", call.send()).naming(field);
    }

    private JsonBody body() {
        return JsonBody.of(Map.of("AgentName", "New Agent", "EmailAddress", Unique.name("new") + "@ringdown.test", "RoleID", 1,
                "DepartmentIDs", List.of(department)));
    }

    private Call create(JsonBody body) {
        return Desk.manager().post("CreateAgent").withJson(body);
    }

    private Call update(JsonBody body) {
        return Desk.manager().post("UpdateAgent").withJson(body);
    }
}
