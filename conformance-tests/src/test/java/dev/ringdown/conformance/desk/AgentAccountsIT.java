package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.Agent;
import dev.ringdown.client.agentchat.model.AgentNotification;
import dev.ringdown.client.agentchat.model.AgentStatus;
import dev.ringdown.client.agentchat.model.Role;
import dev.ringdown.client.agentchat.model.UpdateAgentRequest;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.fixture.DeskAgents;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of agents' accounts: who may see and change what, and what a change does to sessions and chats. */
class AgentAccountsIT {

    private static final String VERSION = "1";
    private static final String NUMBER = "+27821234567";

    @Test
    void anAgentChangesTheOwnStatusNumberAndNotifications() throws ApiException {
        Seat seat = Seat.of(Desk.agents().agent());

        seat.agents().updateAgent(VERSION, of(seat).statusID(AgentStatus.Busy).mobileNumber(NUMBER)
                .notifications(List.of(AgentNotification.UNASSIGNED_CHATS_WAITING)));

        Agent changed = AgentsApiIT.agent(seat, seat.agent().id());
        assertThat(changed.getStatusID()).isEqualTo(AgentStatus.Busy);
        assertThat(changed.getMobileNumber()).isEqualTo(NUMBER);
        assertThat(changed.getNotifications()).containsExactly(AgentNotification.UNASSIGNED_CHATS_WAITING);
        seat.agents().updateAgent(VERSION, of(seat));
        assertThat(AgentsApiIT.agent(seat, seat.agent().id())).isEqualTo(changed);
    }

    @Test
    void aNumberIsShownToManagersAndItsOwnerAlone() throws ApiException {
        long department = Desk.agents().department();
        Seat owner = Seat.of(Desk.agents().agent(department));
        Seat colleague = Seat.of(Desk.agents().agent(department));
        owner.agents().updateAgent(VERSION, of(owner).mobileNumber(NUMBER));
        long id = owner.agent().id();

        assertThat(AgentsApiIT.agent(owner, id).getMobileNumber()).isEqualTo(NUMBER);
        assertThat(AgentsApiIT.agent(id).getMobileNumber()).isEqualTo(NUMBER);
        assertThat(AgentsApiIT.agent(colleague, id)).isEqualTo(AgentsApiIT.agent(id).mobileNumber(null));
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusIsTakenWhileTheAgentIsLoggedOn(AgentStatus status) throws ApiException {
        Seat seat = Seat.of(Desk.agents().agent());
        Desk.agents().update(of(seat).statusID(status));
        assertThat(AgentsApiIT.agent(seat.agent().id()).getStatusID()).isEqualTo(status);
        assertThat(seat.get("KeepAlive").send().statusCode()).as("no status ends a session").isEqualTo(200);
        Seat.of(seat.agent());
        assertThat(AgentsApiIT.agent(seat.agent().id()).getStatusID()).as("log-on sets").isEqualTo(AgentStatus.Online);
    }

    @Test
    void whoIsNotLoggedOnCanOnlyBeOffline() throws ApiException {
        DeskAgent agent = Desk.agents().agent();
        Desk.agents().update(new UpdateAgentRequest().agentID(agent.id()).statusID(AgentStatus.Offline));
        for (int status : new int[]{2, 3, 4}) {
            DeskRefusal.expect(409, "AgentNotOnline", Desk.manager().post("UpdateAgent")
                    .withJson(JsonBody.of(Map.of("AgentID", agent.id(), "StatusID", status, "AgentName", "Another"))).send()).naming("StatusID");
        }
        assertThat(AgentsApiIT.agent(agent.id()).getAgentName()).isEqualTo(agent.name());
    }

    @Test
    void theStatusIsOnlineUntilTheLastSessionEnds() throws ApiException {
        DeskAgent agent = Desk.agents().agent();
        assertThat(AgentsApiIT.agent(agent.id()).getStatusID()).isEqualTo(AgentStatus.Offline);
        Seat desk = Seat.of(agent);
        Seat phone = Seat.of(agent);
        assertThat(AgentsApiIT.agent(agent.id()).getStatusID()).isEqualTo(AgentStatus.Online);
        assertThat(desk.endSession(phone.newestSession()).send().statusCode()).isEqualTo(200);
        assertThat(AgentsApiIT.agent(agent.id()).getStatusID()).isEqualTo(AgentStatus.Online);
        assertThat(desk.get("AgentLogoff").send().statusCode()).isEqualTo(200);
        assertThat(AgentsApiIT.agent(agent.id()).getStatusID()).isEqualTo(AgentStatus.Offline);
    }

    @Test
    void disablingEndsAllSessionsAndBarsLogOnUntilItIsUndone() throws ApiException {
        DeskAgent agent = Desk.agents().agent();
        List<Seat> seats = IntStream.range(0, 3).mapToObj(i -> Seat.of(agent)).toList();

        Desk.agents().disable(agent);

        assertThat(seats).allSatisfy(seat -> DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").send()));
        assertThat(AgentsApiIT.agent(agent.id()).getStatusID()).isEqualTo(AgentStatus.Offline);
        assertThat(AgentsApiIT.agent(agent.id()).getEnabled()).isFalse();
        assertThat(Desk.manager().authentication().getSessions(VERSION, agent.id()).getSessions()).isEmpty();
        DeskRefusal.expect(401, "InvalidLogon", AuthenticationApiIT.logon(AuthenticationApiIT.body(agent)).send());

        Desk.agents().update(new UpdateAgentRequest().agentID(agent.id()).enabled(true));

        assertThat(AgentsApiIT.agent(agent.id()).getStatusID()).isEqualTo(AgentStatus.Offline);
        assertThat(seats).allSatisfy(seat -> DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").send()));
        assertThat(Seat.of(agent).get("KeepAlive").send().statusCode()).as("with the password as it was").isEqualTo(200);
    }

    @Test
    void whoIsDisabledSetsAPasswordAndStaysDisabled() {
        DeskAgents.Newcomer newcomer = Desk.agents().newcomer();
        DeskAgent agent = newcomer.agent();
        Desk.agents().disable(agent);
        assertThat(AuthenticationApiIT.setPassword(JsonBody.of(Map.of("ResetCode", newcomer.resetCode(), "Password", agent.password()))).send()
                .statusCode()).isEqualTo(200);
        DeskRefusal.expect(401, "InvalidLogon", AuthenticationApiIT.logon(AuthenticationApiIT.body(agent)).send());
        Desk.agents().update(new UpdateAgentRequest().agentID(agent.id()).enabled(true));
        Seat.of(agent);
    }

    @Test
    void aNewRoleHoldsFromTheNextRequest() throws ApiException {
        Seat seat = Seat.of(Desk.agents().agent());
        JsonBody self = JsonBody.of(Map.of("AgentID", seat.agent().id(), "AgentName", "Promoted"));
        DeskRefusal.expect(403, "NotAllowed", seat.post("UpdateAgent").withJson(self).send());

        Desk.agents().update(of(seat).roleID(Role.Manager));
        assertThat(seat.post("UpdateAgent").withJson(self).send().statusCode()).isEqualTo(200);

        Desk.agents().update(of(seat).roleID(Role.Agent));
        DeskRefusal.expect(403, "NotAllowed", seat.post("UpdateAgent").withJson(self).send());
        DeskRefusal.expect(403, "NotAllowed", seat.post("CreateAgent").withJson(self).send());
    }

    @Test
    void newDepartmentsHoldFromTheNextRequestAndOpenChatsStayWithTheirHolder() throws ApiException {
        Desk desk = Desk.open();
        long waiting = desk.waitingChat();
        long open = desk.openChat();
        Seat newcomer = Desk.stranger();
        DeskRefusal.expect(404, "NotFound", newcomer.messages(waiting).send());

        Desk.agents().update(of(newcomer).departmentIDs(List.of(desk.department())));
        assertThat(newcomer.messages(waiting).send().statusCode()).isEqualTo(200);

        Desk.agents().update(of(desk.agent()).departmentIDs(List.of(1L)));
        DeskRefusal.expect(404, "NotFound", desk.agent().messages(waiting).send());
        assertThat(holder(newcomer, open)).isEqualTo(desk.agent().agent().id());
        Desk.agents().disable(desk.agent().agent());
        assertThat(holder(newcomer, open)).as("a chat stays with a holder who is disabled").isEqualTo(desk.agent().agent().id());
    }

    private static Long holder(Seat seat, long chat) throws ApiException {
        return Desk.all(seat.chats().getChats(VERSION, chat, null, null, null, null, null, null, null, null, null, null, null, null))
                .findFirst().orElseThrow().getAgentID();
    }

    @Test
    void aNewAddressIsTheNewUserName() throws ApiException {
        Seat seat = Seat.of(Desk.agents().agent());
        DeskAgent before = seat.agent();
        DeskAgent after = new DeskAgent(before.id(), before.name(), Unique.name("moved") + "@ringdown.test", before.password());

        Desk.agents().update(of(seat).emailAddress(after.emailAddress()));

        assertThat(seat.get("KeepAlive").send().statusCode()).as("the session goes on").isEqualTo(200);
        DeskRefusal.expect(401, "InvalidLogon", AuthenticationApiIT.logon(AuthenticationApiIT.body(before)).send());
        Seat.of(after);
        Desk.agents().update(of(seat).emailAddress(after.emailAddress().toUpperCase(Locale.ROOT)));
        assertThat(AgentsApiIT.agent(before.id()).getEmailAddress()).as("the own one, spelt otherwise")
                .isEqualTo(after.emailAddress().toUpperCase(Locale.ROOT));
        Seat.of(after);
    }

    @Test
    void theOldAddressIsFreeAgain() throws ApiException {
        DeskAgent moved = Desk.agents().agent();
        DeskAgent other = Desk.agents().agent();
        Desk.agents().update(new UpdateAgentRequest().agentID(moved.id()).emailAddress(Unique.name("moved") + "@ringdown.test"));
        Desk.agents().update(new UpdateAgentRequest().agentID(other.id()).emailAddress(moved.emailAddress()));
        assertThat(AgentsApiIT.agent(other.id()).getEmailAddress()).isEqualTo(moved.emailAddress());
    }

    @Test
    void ofManyWhoAreMadeAtOnceWithOneAddressOneIs() {
        JsonBody body = JsonBody.of(Map.of("AgentName", "Racer", "EmailAddress", Unique.name("racer") + "@ringdown.test", "RoleID", 1,
                "DepartmentIDs", List.of(1)));
        Seat manager = Desk.manager();
        List<Integer> statuses = IntStream.range(0, 8).parallel().mapToObj(i -> manager.post("CreateAgent").withJson(body).send().statusCode()).toList();
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    }

    private static UpdateAgentRequest of(Seat seat) {
        return new UpdateAgentRequest().agentID(seat.agent().id());
    }
}
