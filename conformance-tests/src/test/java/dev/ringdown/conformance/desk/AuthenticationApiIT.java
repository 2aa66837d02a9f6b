package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AgentLogonRequest;
import dev.ringdown.client.agentchat.model.AgentLogonResponse;
import dev.ringdown.client.agentchat.model.AgentStatus;
import dev.ringdown.client.agentchat.model.KeepAliveResponse;
import dev.ringdown.client.agentchat.model.Role;
import dev.ringdown.client.agentchat.model.Session;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.fixture.DeskAgents;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.agentchat.AuthenticationApiTestSpec;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Authentication. */
class AuthenticationApiIT implements AuthenticationApiTestSpec {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final TemporalUnitWithinOffset ABOUT = new TemporalUnitWithinOffset(1, ChronoUnit.MINUTES);

    private static final int FAILURES_ENOUGH = 20;

    private final DeskAgent agent = Desk.agents().agent();

    @Test
    @Override
    public void agentLogon200() throws ApiException {
        long department = Desk.agents().department();
        DeskAgent known = Desk.agents().agent(department);
        AgentLogonResponse begun = new DeskClient(SharedServer.get()).authentication().agentLogon("1.0.2", new AgentLogonRequest()
                .emailAddress(known.emailAddress().toUpperCase(Locale.ROOT)).password(known.password()));

        assertThat(begun.getSessionToken()).matches("[0-9a-f]{32}");
        assertThat(begun.getExpiresAt()).isCloseTo(OffsetDateTime.now().plus(IDLE), ABOUT);
        assertThat(begun.getAgent().getAgentID()).isEqualTo(known.id());
        assertThat(begun.getAgent().getAgentName()).isEqualTo(known.name());
        assertThat(begun.getAgent().getEmailAddress()).isEqualTo(known.emailAddress());
        assertThat(begun.getAgent().getRoleID()).isEqualTo(Role.Agent);
        assertThat(begun.getAgent().getStatusID()).isEqualTo(AgentStatus.Online);
        assertThat(begun.getAgent().getDepartmentIDs()).containsExactly(department);
        assertThat(begun.getAgent().getEnabled()).isTrue();
        assertThat(new Seat(known, begun.getSessionToken()).authentication().keepAlive("1")).isNotNull();
    }

    @Test
    @Override
    public void agentLogon400() {
        DeskDoor.invalidVersion(logon(body(agent)));
        DeskDoor.unknownParameter(logon(body(agent)));
        DeskDoor.badBody(logon(body(agent)));
        // Whoever has no session yet cannot name one.
        DeskRefusal.expect(400, "InvalidRequest", logon(body(agent)).withQuery("SessionToken", "0123456789abcdef0123456789abcdef").send())
                .naming("SessionToken");
        DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).with("Remember", true)).send()).naming("Remember");
        for (String field : new String[]{"EmailAddress", "Password"}) {
            DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).without(field)).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).with(field, null)).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).with(field, "")).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).with(field, 7)).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).with(field, "x".repeat(255))).send()).naming(field);
        }
        DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).with("EmailAddress", "nobody")).send()).naming("EmailAddress");
        DeskRefusal.expect(400, "InvalidRequest", logon(body(agent).with("Password", "x".repeat(129))).send()).naming("Password");
    }

    @Test
    @Override
    public void agentLogon401() {
        DeskAgent disabled = Desk.agents().agent();
        Desk.agents().disable(disabled);
        DeskAgent withoutPassword = Desk.agents().newcomer().agent();
        Set<String> answers = new HashSet<>();
        for (JsonBody wrong : new JsonBody[]{body(agent).with("Password", "wrong"), body(agent).with("Password", agent.password() + " "),
                body(agent).with("EmailAddress", Desk.customer()), body(disabled), body(withoutPassword)}) {
            Response response = logon(wrong).send();
            DeskRefusal.expect(401, "InvalidLogon", response);
            answers.add(response.asString());
        }
        assertThat(answers).as("all are refused alike").hasSize(1);
    }

    @Test
    @Override
    public void agentLogon406() {
        DeskDoor.notAcceptable(logon(body(agent)));
    }

    @Test
    @Override
    public void agentLogon413() {
        DeskDoor.tooLarge(logon(body(agent)));
    }

    @Test
    @Override
    public void agentLogon415() {
        DeskDoor.unsupportedMediaType(logon(body(agent)));
    }

    @Test
    @Override
    public void agentLogon429() {
        Response response = logon(body(agent).with("Password", "wrong")).send();
        for (int i = 0; i < FAILURES_ENOUGH && response.statusCode() == 401; i++) {
            response = logon(body(agent).with("Password", "wrong")).send();
        }
        DeskRefusal.expect(429, "TooManyRequests", response);
        assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 86_400);
    }

    @Test
    @Override
    public void agentLogoff200() {
        Seat seat = Seat.of(agent);
        Seat elsewhere = Seat.of(agent);

        Response response = seat.get("AgentLogoff").send();

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getMap("")).isEmpty();
        assertThat(response.header("Cache-Control")).contains("no-store");
        DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").send());
        DeskRefusal.expect(401, "InvalidSession", seat.get("AgentLogoff").send());
        assertThat(elsewhere.get("KeepAlive").send().statusCode()).isEqualTo(200);
    }

    @Test
    @Override
    public void agentLogoff400() {
        Seat seat = Seat.of(agent);
        DeskDoor.invalidVersion(seat.get("AgentLogoff"));
        DeskDoor.unknownParameter(seat.get("AgentLogoff"));
        assertThat(seat.get("KeepAlive").send().statusCode()).as("the session goes on").isEqualTo(200);
    }

    @Test
    @Override
    public void agentLogoff401() {
        DeskDoor.unauthorized(Seat.of(agent).get("AgentLogoff"));
    }

    @Test
    @Override
    public void agentLogoff406() {
        Seat seat = Seat.of(agent);
        DeskDoor.notAcceptable(seat.get("AgentLogoff"));
        assertThat(seat.get("KeepAlive").send().statusCode()).as("the session goes on").isEqualTo(200);
    }

    @Test
    @Override
    public void agentLogoff409() throws ApiException {
        Desk desk = Desk.open();
        long chat = desk.openChat();

        DeskRefusal.expect(409, "OpenChatsHeld", desk.agent().get("AgentLogoff").send());

        assertThat(desk.agent().get("KeepAlive").send().statusCode()).as("the session goes on").isEqualTo(200);
        desk.agent().closes(chat);
        assertThat(desk.agent().get("AgentLogoff").send().statusCode()).isEqualTo(200);
    }

    @Test
    @Override
    public void keepAlive200() throws ApiException {
        Desk desk = Desk.open();
        KeepAliveResponse before = desk.agent().authentication().keepAlive("1");
        assertThat(before.getUnassignedChats()).isZero();
        assertThat(before.getExpiresAt()).isCloseTo(OffsetDateTime.now().plus(IDLE), ABOUT);
        desk.openChat();
        desk.waitingChat();

        KeepAliveResponse after = desk.agent().authentication().keepAlive("1");

        assertThat(after.getUnassignedChats()).isEqualTo(1);
        assertThat(after.getExpiresAt()).isAfter(before.getExpiresAt());
        assertThat(Desk.manager().authentication().keepAlive("1").getUnassignedChats()).as("a Manager's count").isPositive();
        assertThat(Desk.stranger().authentication().keepAlive("1").getUnassignedChats()).as("a stranger's count").isZero();
        assertThat(desk.agent().get("KeepAlive").send().header("Cache-Control")).contains("no-store");
    }

    @Test
    @Override
    public void keepAlive400() {
        Seat seat = Seat.of(agent);
        DeskDoor.invalidVersion(seat.get("KeepAlive"));
        DeskDoor.unknownParameter(seat.get("KeepAlive"));
    }

    @Test
    @Override
    public void keepAlive401() {
        DeskDoor.unauthorized(Seat.of(agent).get("KeepAlive"));
    }

    @Test
    @Override
    public void keepAlive406() {
        DeskDoor.notAcceptable(Seat.of(agent).get("KeepAlive"));
    }

    static JsonBody body(DeskAgent agent) {
        return JsonBody.of(Map.of("EmailAddress", agent.emailAddress(), "Password", agent.password()));
    }

    static Call logon(JsonBody body) {
        return Seat.call("POST", "AgentLogon", null).withJson(body);
    }

    @Test
    @Override
    public void endSession200() throws ApiException {
        Seat seat = Seat.of(agent);
        Seat lost = Seat.of(agent);

        Response response = seat.endSession(lost.newestSession()).send();

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getMap("")).isEmpty();
        DeskRefusal.expect(401, "InvalidSession", lost.get("KeepAlive").send());
        assertThat(seat.get("KeepAlive").send().statusCode()).isEqualTo(200);
        // The session of the call itself, by the typed client; and a Manager ends any.
        seat.authentication().endSession("1", seat.newestSession());
        DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").send());
        Seat again = Seat.of(agent);
        assertThat(Desk.manager().endSession(again.newestSession()).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(401, "InvalidSession", again.get("KeepAlive").send());
    }

    @Test
    @Override
    public void endSession400() throws ApiException {
        Seat seat = Seat.of(agent);
        DeskDoor.invalidVersion(seat.endSession(seat.newestSession()));
        DeskDoor.unknownParameter(seat.endSession(seat.newestSession()));
        DeskRefusal.expect(400, "InvalidRequest", seat.post("EndSession").send()).naming("SessionID");
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", seat.endSession(wrong).send()).naming("SessionID");
        }
        DeskRefusal.expect(400, "InvalidRequest", seat.post("EndSession").withQuery("SessionID", 1, 1).send()).naming("SessionID");
    }

    @Test
    @Override
    public void endSession401() throws ApiException {
        Seat seat = Seat.of(agent);
        DeskDoor.unauthorized(seat.endSession(seat.newestSession()));
        assertThat(seat.get("KeepAlive").send().statusCode()).as("the session goes on").isEqualTo(200);
    }

    @Test
    @Override
    public void endSession404() throws ApiException {
        Seat seat = Seat.of(agent);
        Seat ended = Seat.of(agent);
        long endedId = ended.newestSession();
        assertThat(ended.get("AgentLogoff").send().statusCode()).isEqualTo(200);
        Seat stranger = Desk.stranger();
        Set<String> answers = new HashSet<>();
        for (long id : new long[]{endedId, stranger.newestSession(), 9_000_000_000_000_000_000L}) {
            Response response = seat.endSession(id).send();
            DeskRefusal.expect(404, "NotFound", response).naming("SessionID");
            answers.add(response.asString());
        }
        assertThat(answers).as("all are refused alike").hasSize(1);
        assertThat(stranger.get("KeepAlive").send().statusCode()).as("the other agent's goes on").isEqualTo(200);
        DeskRefusal.expect(404, "NotFound", Desk.manager().endSession(endedId).send());
    }

    @Test
    @Override
    public void endSession406() throws ApiException {
        Seat seat = Seat.of(agent);
        DeskDoor.notAcceptable(seat.endSession(seat.newestSession()));
        assertThat(seat.get("KeepAlive").send().statusCode()).as("the session goes on").isEqualTo(200);
    }

    @Test
    @Override
    public void getSessions200() throws ApiException {
        Seat first = Seat.of(agent);
        Seat second = Seat.of(agent);

        List<Session> sessions = first.authentication().getSessions("1", null).getSessions();

        assertThat(sessions).hasSize(2).allSatisfy(session -> {
            assertThat(session.getAgentID()).isEqualTo(agent.id());
            assertThat(session.getStartedAt()).isCloseTo(OffsetDateTime.now(), ABOUT);
            assertThat(session.getLastActiveAt()).isCloseTo(OffsetDateTime.now(), ABOUT);
            assertThat(session.getAddress()).isNotBlank();
            assertThat(session.getUserAgent()).startsWith("Java-http-client");
        });
        assertThat(sessions).extracting(Session::getSessionID).doesNotHaveDuplicates();
        assertThat(sessions).extracting(Session::getLastActiveAt).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(Desk.manager().authentication().getSessions("1", agent.id()).getSessions()).isEqualTo(sessions);
        assertThat(Desk.manager().authentication().getSessions("1", null).getSessions()).containsAll(sessions);
        Response raw = first.get("GetSessions").send();
        assertThat(raw.asString()).as("no token is shown").doesNotContain(first.session()).doesNotContain(second.session());
        assertThat(raw.header("Cache-Control")).contains("no-store");
    }

    @Test
    @Override
    public void getSessions400() {
        Seat seat = Seat.of(agent);
        DeskDoor.invalidVersion(seat.get("GetSessions"));
        DeskDoor.unknownParameter(seat.get("GetSessions"));
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", seat.get("GetSessions").withQuery("AgentID", wrong).send()).naming("AgentID");
        }
        DeskRefusal.expect(400, "InvalidRequest", seat.get("GetSessions").withQuery("AgentID", 1, 1).send()).naming("AgentID");
    }

    @Test
    @Override
    public void getSessions401() {
        DeskDoor.unauthorized(Seat.of(agent).get("GetSessions"));
    }

    @Test
    @Override
    public void getSessions406() {
        DeskDoor.notAcceptable(Seat.of(agent).get("GetSessions"));
    }

    @Test
    @Override
    public void requestPasswordReset200() throws ApiException {
        new DeskClient(SharedServer.get()).authentication().requestPasswordReset("1", agent.emailAddress());
        Set<String> answers = new HashSet<>();
        DeskAgent disabled = Desk.agents().agent();
        Desk.agents().disable(disabled);
        for (String email : new String[]{agent.emailAddress(), agent.emailAddress().toUpperCase(Locale.ROOT), disabled.emailAddress(), Desk.customer()}) {
            Response response = requestReset(email).send();
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
            assertThat(response.jsonPath().getMap("")).isEmpty();
            assertThat(response.header("Cache-Control")).contains("no-store");
            answers.add(response.asString());
        }
        assertThat(answers).as("all are answered alike").hasSize(1);
        assertThat(logon(body(agent)).send().statusCode()).as("the present password goes on working").isEqualTo(200);
    }

    @Test
    @Override
    public void requestPasswordReset400() {
        String email = Desk.customer();
        DeskDoor.invalidVersion(requestReset(email));
        DeskDoor.unknownParameter(requestReset(email));
        DeskRefusal.expect(400, "InvalidRequest", requestReset(email).withQuery("SessionToken", "0123456789abcdef0123456789abcdef").send())
                .naming("SessionToken");
        DeskRefusal.expect(400, "InvalidRequest", Seat.call("GET", "RequestPasswordReset", null).send()).naming("EmailAddress");
        for (String wrong : new String[]{"", "a@", "nobody", "a b@c.test", "x".repeat(250) + "@a.test"}) {
            DeskRefusal.expect(400, "InvalidRequest", requestReset(wrong).send()).naming("EmailAddress");
        }
        DeskRefusal.expect(400, "InvalidRequest", requestReset(email).withQuery("EmailAddress", email, email).send()).naming("EmailAddress");
    }

    @Test
    @Override
    public void requestPasswordReset406() {
        DeskDoor.notAcceptable(requestReset(Desk.customer()));
    }

    @Test
    @Override
    public void requestPasswordReset429() {
        for (String email : new String[]{agent.emailAddress(), Desk.customer()}) {
            Response response = requestReset(email).send();
            for (int i = 0; i < FAILURES_ENOUGH && response.statusCode() == 200; i++) {
                response = requestReset(email).send();
            }
            DeskRefusal.expect(429, "TooManyRequests", response);
            assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 86_400);
        }
        assertThat(requestReset(Desk.customer()).send().statusCode()).as("for another address").isEqualTo(200);
        assertThat(logon(body(agent)).send().statusCode()).as("log-ons are counted apart").isEqualTo(200);
    }

    @Test
    @Override
    public void setPassword200() throws ApiException {
        DeskAgents.Newcomer newcomer = Desk.agents().newcomer();

        Response response = setPassword(passwordOf(newcomer)).send();

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getMap("")).isEmpty();
        assertThat(response.header("Cache-Control")).contains("no-store");
        assertThat(new DeskClient(SharedServer.get()).authentication().agentLogon("1", new AgentLogonRequest()
                .emailAddress(newcomer.agent().emailAddress()).password(newcomer.agent().password())).getAgent().getAgentID())
                .isEqualTo(newcomer.agent().id());
    }

    @Test
    @Override
    public void setPassword400() {
        DeskAgents.Newcomer newcomer = Desk.agents().newcomer();
        JsonBody good = passwordOf(newcomer);
        DeskDoor.invalidVersion(setPassword(good));
        DeskDoor.unknownParameter(setPassword(good));
        DeskDoor.badBody(setPassword(good));
        DeskRefusal.expect(400, "InvalidRequest", setPassword(good.with("EmailAddress", newcomer.agent().emailAddress())).send()).naming("EmailAddress");
        for (String field : new String[]{"ResetCode", "Password"}) {
            DeskRefusal.expect(400, "InvalidRequest", setPassword(good.without(field)).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", setPassword(good.with(field, null)).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", setPassword(good.with(field, "")).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", setPassword(good.with(field, 12345678)).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", setPassword(good.with(field, "x".repeat(129))).send()).naming(field);
        }
        DeskRefusal.expect(400, "InvalidRequest", setPassword(good.with("Password", "1234567")).send()).naming("Password");
        assertThat(setPassword(good).send().statusCode()).as("none of these has used the code up").isEqualTo(200);

        Set<String> answers = new HashSet<>();
        for (String code : new String[]{newcomer.resetCode(), "0".repeat(64), "x", newcomer.resetCode().toUpperCase(Locale.ROOT), "\u0000"}) {
            Response response = setPassword(good.with("ResetCode", code).with("Password", "another password")).send();
            DeskRefusal.expect(400, "InvalidResetCode", response);
            answers.add(response.asString());
        }
        assertThat(answers).as("all are refused alike").hasSize(1);
        assertThat(logon(body(newcomer.agent())).send().statusCode()).as("the password is the first one").isEqualTo(200);
    }

    @Test
    @Override
    public void setPassword406() {
        DeskDoor.notAcceptable(setPassword(passwordOf(Desk.agents().newcomer())));
    }

    @Test
    @Override
    public void setPassword413() {
        DeskDoor.tooLarge(setPassword(passwordOf(Desk.agents().newcomer())));
    }

    @Test
    @Override
    public void setPassword415() {
        DeskAgents.Newcomer newcomer = Desk.agents().newcomer();
        DeskDoor.unsupportedMediaType(setPassword(passwordOf(newcomer)));
        assertThat(setPassword(passwordOf(newcomer)).send().statusCode()).as("the code is not used up").isEqualTo(200);
    }

    private static JsonBody passwordOf(DeskAgents.Newcomer newcomer) {
        return JsonBody.of(Map.of("ResetCode", newcomer.resetCode(), "Password", newcomer.agent().password()));
    }

    static Call setPassword(JsonBody body) {
        return Seat.call("POST", "SetPassword", null).withJson(body);
    }

    static Call requestReset(String email) {
        return Seat.call("GET", "RequestPasswordReset", null).withQuery("EmailAddress", email);
    }
}
