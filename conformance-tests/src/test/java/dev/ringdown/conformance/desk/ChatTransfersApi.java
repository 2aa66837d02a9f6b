package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.testspec.agentchat.ChatsApiTestSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every status of the operations that move a chat: AssignChat, TransferChatToAgent, TransferChatToDepartment. */
abstract class ChatTransfersApi implements ChatsApiTestSpec {

    static final long UNKNOWN = 999_999_999_999L;
    private static Desk desk;

    @BeforeAll
    static void openForTransfers() {
        desk = Desk.open();
    }

    private static Call assign(Seat by, Object chat, Object agent) {
        return by.post("AssignChat").withQuery("ChatID", chat).withQuery("AgentID", agent);
    }

    private static Call toAgent(Seat by, Object chat, Object agent) {
        return by.post("TransferChatToAgent").withQuery("ChatID", chat).withQuery("AgentID", agent);
    }

    private static Call toDepartment(Seat by, Object chat, Object department) {
        return by.post("TransferChatToDepartment").withQuery("ChatID", chat).withQuery("DepartmentID", department);
    }

    @Test
    @Override
    public void assignChat200() throws ApiException {
        long chat = desk.waitingChat();
        DeskAgent offline = Desk.agents().agent(desk.department());

        Chat assigned = Desk.manager().chats().assignChat(DeskClient.VERSION, chat, offline.id()).getChat();

        assertThat(assigned.getChatStatusID()).isEqualTo(ChatStatus.OPEN);
        assertThat(assigned.getAgentID()).as("who need not be Online").isEqualTo(offline.id());
        assertThat(assigned.getAssignedAt()).isNotNull();
        assertThat(desk.chat(chat)).isEqualTo(assigned);
        Chat reassigned = Desk.manager().chats().assignChat(DeskClient.VERSION, chat, desk.agent().agent().id()).getChat();
        assertThat(reassigned.getAgentID()).isEqualTo(desk.agent().agent().id());
        assertThat(desk.agent().say(chat, "It is mine now").send().statusCode()).isEqualTo(200);
    }

    @Test
    @Override
    public void assignChat400() throws ApiException {
        long chat = desk.waitingChat();
        long agent = desk.agent().agent().id();
        DeskDoor.invalidVersion(assign(Desk.manager(), chat, agent));
        DeskDoor.unknownParameter(assign(Desk.manager(), chat, agent));
        DeskDoor.badChatId(Desk.manager().post("AssignChat").withQuery("AgentID", agent));
        badId("AgentID", Desk.manager().post("AssignChat").withQuery("ChatID", chat));
        assertThat(desk.chat(chat).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.UNASSIGNED);
    }

    @Test
    @Override
    public void assignChat401() throws ApiException {
        DeskDoor.unauthorized(assign(Desk.manager(), desk.waitingChat(), desk.agent().agent().id()));
    }

    @Test
    @Override
    public void assignChat403() throws ApiException {
        long open = desk.openChat();
        DeskRefusal.expect(403, "NotAllowed", assign(desk.agent(), open, desk.agent().agent().id()).send());
        DeskRefusal.expect(403, "NotAllowed", assign(desk.agent(), UNKNOWN, UNKNOWN).send());
        DeskRefusal.expect(403, "NotAllowed", assign(desk.agent(), "rubbish", "").send());
    }

    @Test
    @Override
    public void assignChat404() throws ApiException {
        long chat = desk.waitingChat();
        DeskRefusal.expect(404, "NotFound", assign(Desk.manager(), UNKNOWN, desk.agent().agent().id()).send()).naming("ChatID");
        DeskRefusal.expect(404, "NotFound", assign(Desk.manager(), chat, UNKNOWN).send()).naming("AgentID");
        assertThat(desk.chat(chat).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.UNASSIGNED);
    }

    @Test
    @Override
    public void assignChat406() throws ApiException {
        long chat = desk.waitingChat();
        DeskDoor.notAcceptable(assign(Desk.manager(), chat, desk.agent().agent().id()));
        assertThat(desk.chat(chat).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.UNASSIGNED);
    }

    @Test
    @Override
    public void assignChat409() throws ApiException {
        DeskAgent elsewhere = Desk.agents().agent(Desk.agents().department());
        DeskRefusal.expect(409, "ChatClosed", assign(Desk.manager(), desk.closedChat(), elsewhere.id()).send()).naming("ChatID");
        long open = desk.openChat();
        DeskRefusal.expect(409, "AlreadyHolder", assign(Desk.manager(), open, desk.agent().agent().id()).send()).naming("AgentID");
        DeskRefusal.expect(409, "AgentNotInDepartment", assign(Desk.manager(), open, elsewhere.id()).send()).naming("AgentID");
        DeskAgent disabled = Desk.agents().agent(desk.department());
        Desk.agents().disable(disabled);
        DeskRefusal.expect(409, "AgentNotOnline", assign(Desk.manager(), open, disabled.id()).send()).naming("AgentID");
        assertThat(desk.chat(open).getAgentID()).as("nothing was changed").isEqualTo(desk.agent().agent().id());
    }

    @Test
    @Override
    public void transferChatToAgent200() throws ApiException {
        long chat = desk.openChat();
        Seat colleague = desk.colleague();

        Chat transferred = desk.agent().chats().transferChatToAgent(DeskClient.VERSION, chat, colleague.agent().id()).getChat();

        assertThat(transferred.getChatStatusID()).isEqualTo(ChatStatus.OPEN);
        assertThat(transferred.getAgentID()).isEqualTo(colleague.agent().id());
        assertThat(desk.chat(chat)).isEqualTo(transferred);
        assertThat(desk.agent().messages(chat).send().statusCode()).as("the former holder may read").isEqualTo(200);
        DeskRefusal.expect(403, "NotAllowed", desk.agent().say(chat, "x").send());
        assertThat(colleague.say(chat, "Good morning").send().statusCode()).isEqualTo(200);
        assertThat(toAgent(Desk.manager(), chat, desk.agent().agent().id()).send().statusCode()).as("a Manager transfers any").isEqualTo(200);
    }

    @Test
    @Override
    public void transferChatToAgent400() throws ApiException {
        long chat = desk.openChat();
        long colleague = desk.colleague().agent().id();
        DeskDoor.invalidVersion(toAgent(desk.agent(), chat, colleague));
        DeskDoor.unknownParameter(toAgent(desk.agent(), chat, colleague));
        DeskDoor.badChatId(desk.agent().post("TransferChatToAgent").withQuery("AgentID", colleague));
        badId("AgentID", desk.agent().post("TransferChatToAgent").withQuery("ChatID", chat));
        assertThat(desk.chat(chat).getAgentID()).as("nothing was changed").isEqualTo(desk.agent().agent().id());
    }

    @Test
    @Override
    public void transferChatToAgent401() throws ApiException {
        DeskDoor.unauthorized(toAgent(desk.agent(), desk.openChat(), desk.colleague().agent().id()));
    }

    @Test
    @Override
    public void transferChatToAgent403() throws ApiException {
        long open = desk.openChat();
        Seat colleague = desk.colleague();
        DeskRefusal.expect(403, "NotAllowed", toAgent(colleague, open, colleague.agent().id()).send()).naming("ChatID");
        DeskRefusal.expect(403, "NotAllowed", toAgent(desk.agent(), desk.waitingChat(), colleague.agent().id()).send()).naming("ChatID");
        assertThat(desk.chat(open).getAgentID()).as("nothing was changed").isEqualTo(desk.agent().agent().id());
    }

    @Test
    @Override
    public void transferChatToAgent404() throws ApiException {
        long chat = desk.openChat();
        Seat colleague = desk.colleague();
        ChatsApiIT.unknownAndForeign(chat, id -> toAgent(desk.agent(), id, colleague.agent().id()),
                id -> toAgent(Desk.stranger(), id, colleague.agent().id()));
        DeskRefusal.expect(404, "NotFound", toAgent(desk.agent(), chat, UNKNOWN).send()).naming("AgentID");
        DeskRefusal.expect(404, "NotFound", toAgent(colleague, chat, UNKNOWN).send()).naming("AgentID");
    }

    @Test
    @Override
    public void transferChatToAgent406() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.notAcceptable(toAgent(desk.agent(), chat, desk.colleague().agent().id()));
        assertThat(desk.chat(chat).getAgentID()).as("nothing was changed").isEqualTo(desk.agent().agent().id());
    }

    @Test
    @Override
    public void transferChatToAgent409() throws ApiException {
        Seat colleague = desk.colleague();
        DeskAgent offline = Desk.agents().agent(desk.department());
        DeskRefusal.expect(409, "ChatClosed", toAgent(desk.agent(), desk.closedChat(), offline.id()).send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatNotAssigned", toAgent(Desk.manager(), desk.waitingChat(), colleague.agent().id()).send()).naming("ChatID");
        long open = desk.openChat();
        DeskRefusal.expect(409, "AlreadyHolder", toAgent(desk.agent(), open, desk.agent().agent().id()).send()).naming("AgentID");
        DeskRefusal.expect(409, "AgentNotInDepartment", toAgent(desk.agent(), open, Desk.manager().agent().id()).send()).naming("AgentID");
        DeskRefusal.expect(409, "AgentNotOnline", toAgent(desk.agent(), open, offline.id()).send()).naming("AgentID");
        assertThat(desk.chat(open).getAgentID()).as("nothing was changed").isEqualTo(desk.agent().agent().id());
    }

    @Test
    @Override
    public void transferChatToDepartment200() throws ApiException {
        long chat = desk.openChat();
        long target = Desk.agents().department();
        Seat there = Seat.of(Desk.agents().agent(target));

        Chat moved = desk.agent().chats().transferChatToDepartment(DeskClient.VERSION, chat, target).getChat();

        assertThat(moved.getChatStatusID()).isEqualTo(ChatStatus.UNASSIGNED);
        assertThat(moved.getDepartmentID()).isEqualTo(target);
        assertThat(moved.getAgentID()).isNull();
        assertThat(moved.getAssignedAt()).isNull();
        DeskRefusal.expect(404, "NotFound", desk.agent().messages(chat).send()).naming("ChatID");
        there.grabs(chat);
        assertThat(there.reads(chat)).hasSize(1);
        long waiting = desk.waitingChat();
        assertThat(toDepartment(Desk.manager(), waiting, target).send().statusCode()).as("a Manager moves an unassigned one").isEqualTo(200);
    }

    @Test
    @Override
    public void transferChatToDepartment400() throws ApiException {
        long chat = desk.openChat();
        long target = Desk.agents().department();
        DeskDoor.invalidVersion(toDepartment(desk.agent(), chat, target));
        DeskDoor.unknownParameter(toDepartment(desk.agent(), chat, target));
        DeskDoor.badChatId(desk.agent().post("TransferChatToDepartment").withQuery("DepartmentID", target));
        badId("DepartmentID", desk.agent().post("TransferChatToDepartment").withQuery("ChatID", chat));
        assertThat(desk.chat(chat).getDepartmentID()).as("nothing was changed").isEqualTo(desk.department());
    }

    @Test
    @Override
    public void transferChatToDepartment401() throws ApiException {
        DeskDoor.unauthorized(toDepartment(desk.agent(), desk.openChat(), Desk.agents().department()));
    }

    @Test
    @Override
    public void transferChatToDepartment403() throws ApiException {
        long target = Desk.agents().department();
        long open = desk.openChat();
        DeskRefusal.expect(403, "NotAllowed", toDepartment(desk.colleague(), open, target).send()).naming("ChatID");
        DeskRefusal.expect(403, "NotAllowed", toDepartment(desk.agent(), desk.waitingChat(), target).send()).naming("ChatID");
        assertThat(desk.chat(open).getDepartmentID()).as("nothing was changed").isEqualTo(desk.department());
    }

    @Test
    @Override
    public void transferChatToDepartment404() throws ApiException {
        long target = Desk.agents().department();
        ChatsApiIT.unknownAndForeign(desk.openChat(), id -> toDepartment(desk.agent(), id, target), id -> toDepartment(Desk.stranger(), id, target));
        long open = desk.openChat();
        DeskRefusal.expect(404, "NotFound", toDepartment(desk.agent(), open, UNKNOWN).send()).naming("DepartmentID");
        DeskRefusal.expect(404, "NotFound", toDepartment(desk.colleague(), open, UNKNOWN).send()).naming("DepartmentID");
    }

    @Test
    @Override
    public void transferChatToDepartment406() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.notAcceptable(toDepartment(desk.agent(), chat, Desk.agents().department()));
        assertThat(desk.chat(chat).getDepartmentID()).as("nothing was changed").isEqualTo(desk.department());
    }

    @Test
    @Override
    public void transferChatToDepartment409() throws ApiException {
        long empty = Desk.agents().department();
        long disabled = Desk.agents().disabledDepartment();
        DeskRefusal.expect(409, "ChatClosed", toDepartment(desk.agent(), desk.closedChat(), disabled).send()).naming("ChatID");
        long open = desk.openChat();
        DeskRefusal.expect(409, "SameDepartment", toDepartment(desk.agent(), open, desk.department()).send()).naming("DepartmentID");
        DeskRefusal.expect(409, "DepartmentDisabled", toDepartment(desk.agent(), open, disabled).send()).naming("DepartmentID");
        Desk strict = Desk.openWithoutQueueTransfer();
        long kept = strict.openChat();
        DeskRefusal.expect(409, "NoAgentAvailable", toDepartment(strict.agent(), kept, empty).send()).naming("DepartmentID");
        assertThat(strict.chat(kept).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.OPEN);
        assertThat(toDepartment(desk.agent(), open, empty).send().statusCode()).as("where the account lets chats wait").isEqualTo(200);
    }

    private static void badId(String name, Call without) {
        DeskRefusal.expect(400, "InvalidRequest", without.send()).naming(name);
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", without.withQuery(name, wrong).send()).naming(name);
        }
        DeskRefusal.expect(400, "InvalidRequest", without.withQuery(name, "1", "1").send()).naming(name);
    }
}
