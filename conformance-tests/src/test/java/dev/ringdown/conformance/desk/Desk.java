package dev.ringdown.conformance.desk;

import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.GetChatsResponse;
import dev.ringdown.client.conversationmanager.model.AccountCreate;
import dev.ringdown.client.conversationmanager.model.AccountEntryPoint;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskAgents;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskLine;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A department of a test's own, the line on which customers reach it, one Agent of it and one Manager. Texts may have 140 characters. */
final class Desk {

    /** The longest text that the line's channel takes, both ways. */
    static final int LONGEST_TEXT = 140;
    /** The largest file that it takes, both ways, in bytes; outbound only jpeg and txt. */
    static final int LARGEST_FILE = 12_345;

    private static final CallbackReceiver CONNECTORS = CallbackReceiver.start();
    private static final DeskAgents AGENTS = new DeskAgents(SharedServer.get());
    private static Seat manager;

    private final long department = AGENTS.department();
    private final Seat agent = Seat.of(AGENTS.agent(department));
    private final String callback = "/" + Unique.name("connector");
    private final Connector connector;
    private final UUID account;

    private Desk(boolean mayLogOffWithOpenChats, boolean mayWaitUnattended) {
        try {
            var fixtures = new HubFixtures(SharedServer.get());
            RegisteredApplication customer = fixtures.application().role("customer", CONNECTORS.at(callback).toString()).createWithCredentials();
            ChannelCreate channel = fixtures.byocChannel();
            UUID channelId = fixtures.create(channel);
            UUID orchestration = fixtures.deskOrchestration(customer.id());
            AccountCreate newAccount = fixtures.newAccount(channelId, orchestration);
            newAccount.getChatConfigurations().entryPoint(new AccountEntryPoint().id(String.valueOf(department)))
                    .allowLogoutWithOpenChats(mayLogOffWithOpenChats).allowQueueTransferOnAgentUnavailability(mayWaitUnattended);
            account = fixtures.admin().accounts().createAccount(newAccount).getId();
            connector = new Connector(SharedServer.get(),
                    new DeskLine(customer, channelId, channel.getType(), orchestration, account, newAccount.getAddress()));
        } catch (dev.ringdown.client.conversationmanager.ApiException e) {
            throw new AssertionError("The line was refused: " + e.getCode() + ' ' + e.getResponseBody(), e);
        }
    }

    /** A new one. Its agent may not log off with open chats, which is the default of accounts. */
    static Desk open() {
        return new Desk(false, true);
    }

    /** A new one whose chats may not be transferred to where nobody is Online, which is the default of accounts. */
    static Desk openWithoutQueueTransfer() {
        return new Desk(false, false);
    }

    /** A new one whose agent may log off with open chats. */
    static Desk openWithFreeLogoff() {
        return new Desk(true, true);
    }

    long department() {
        return department;
    }

    /** The desk's own Agent. */
    Seat agent() {
        return agent;
    }

    /** A further Agent of the department. */
    Seat colleague() {
        return Seat.of(AGENTS.agent(department));
    }

    /** An Agent of no department that chats enter. */
    static Seat stranger() {
        return Seat.of(AGENTS.agent());
    }

    /** A Manager who sits in no department that chats enter; never logged off. */
    static synchronized Seat manager() {
        if (manager == null) {
            manager = Seat.of(AGENTS.manager());
        }
        return manager;
    }

    static DeskAgents agents() {
        return AGENTS;
    }

    /** Where customers write. */
    Connector connector() {
        return connector;
    }

    /** The texts that the connector has been given to pass on to customers, in order of arrival. */
    List<String> delivered() {
        return CONNECTORS.calls().stream().filter(call -> call.path().equals(callback)).map(call -> call.text()).toList();
    }

    /** A new customer's e-mail address. */
    static String customer() {
        return Unique.name("customer") + "@example.com";
    }

    /** A new customer writes; the chat that comes of it. */
    long waitingChat() throws ApiException {
        String customer = customer();
        connector.start(customer, "Hello");
        return chatOf(customer).getChatID();
    }

    /** A new customer writes, and the desk's Agent takes the chat. */
    long openChat() throws ApiException {
        long chat = waitingChat();
        agent.grabs(chat);
        return chat;
    }

    /** A chat that the desk's Agent held and closed. */
    long closedChat() throws ApiException {
        long chat = openChat();
        agent.closes(chat);
        return chat;
    }

    /** The customer's active chat, as soon as it is there. */
    Chat chatOf(String customer) {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(10))
                .until(() -> active().filter(chat -> customer.equals(chat.getCustomer().getCustomerName())).findFirst(), Optional::isPresent).get();
    }

    /** A chat as it is now, as its Agent sees it. */
    Chat chat(long id) throws ApiException {
        return all(agent.chats().getChats(DeskClient.VERSION, id, null, null, null, null, null, null, null, null, null, null, null, null))
                .findFirst().orElseThrow(() -> new AssertionError("The agent does not see the chat " + id));
    }

    private Stream<Chat> active() throws ApiException {
        return all(agent.chats().getChats(DeskClient.VERSION, null, null, null, null, null, null, null, null, null, null, 200, null, null))
                .filter(chat -> chat.getChatStatusID() != ChatStatus.CLOSED);
    }

    /** The chats of all three lists. */
    static Stream<Chat> all(GetChatsResponse lists) {
        return Stream.of(lists.getUnassignedChats(), lists.getOpenChats(), lists.getClosedChats()).flatMap(List::stream);
    }
}
