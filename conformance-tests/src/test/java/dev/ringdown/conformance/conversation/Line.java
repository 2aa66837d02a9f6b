package dev.ringdown.conformance.conversation;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.AccountCreate;
import dev.ringdown.client.conversationmanager.model.AccountEntryPoint;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.client.conversationmanager.model.ConversationAccount;
import dev.ringdown.client.conversationmanager.model.ConversationChannel;
import dev.ringdown.client.conversationmanager.model.ConversationCustomer;
import dev.ringdown.client.conversationmanager.model.CustomerContact;
import dev.ringdown.client.conversationmanager.model.CustomerContacts;
import dev.ringdown.client.conversationmanager.model.MessageType;
import dev.ringdown.client.conversationmanager.model.MessageTypeName;
import dev.ringdown.client.conversationmanager.model.PartyType;
import dev.ringdown.client.conversationmanager.model.RequestContent;
import dev.ringdown.client.conversationmanager.model.RequestConversation;
import dev.ringdown.client.conversationmanager.model.RequestMessage;
import dev.ringdown.client.conversationmanager.model.RequestMessages;
import dev.ringdown.client.conversationmanager.model.RequestSender;
import dev.ringdown.client.conversationmanager.model.SendMessageRequest;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.server.ServerUnderTest;
import java.util.List;
import java.util.UUID;

/** A customer application with an account of its own, and the texts that its customers write, through the typed client. */
public final class Line {

    /** The callback of a customer application that expects no calls. */
    private static final String NOWHERE = "https://nobody.ringdown.test/callback";
    /** The department that a fresh desk has. */
    private static final String FIRST_DEPARTMENT = "1";

    private final HubClient hub;
    private final ConversationAccount account;

    private Line(HubClient hub, ConversationAccount account) {
        this.hub = hub;
        this.account = account;
    }

    /** A line to the server's own desk, straight to its first department. */
    public static Line toDesk(ServerUnderTest server, RegisteredApplication customer) throws ApiException {
        var fixtures = new HubFixtures(server);
        return open(server, fixtures, customer, fixtures.deskOrchestration(customer.id()));
    }

    /** A line to an agent application, which gets by its callback what customers write. */
    public static Line toAgents(ServerUnderTest server, UUID agents) throws ApiException {
        var fixtures = new HubFixtures(server);
        RegisteredApplication customer = fixtures.application().role("customer", NOWHERE).createWithCredentials();
        return open(server, fixtures, customer, fixtures.orchestration(customer.id(), agents));
    }

    private static Line open(ServerUnderTest server, HubFixtures fixtures, RegisteredApplication customer, UUID orchestration)
            throws ApiException {
        ChannelCreate channel = fixtures.byocChannel();
        AccountCreate created = fixtures.newAccount(fixtures.create(channel), orchestration);
        created.getChatConfigurations().entryPoint(new AccountEntryPoint().id(FIRST_DEPARTMENT));
        fixtures.admin().accounts().createAccount(created);
        return new Line(new HubClient(server, customer::token), new ConversationAccount().address(created.getAddress())
                .channel(new ConversationChannel().type(channel.getType())));
    }

    /** A customer whom nobody has seen before. */
    public static ConversationCustomer newCustomer() {
        String name = Unique.name("customer");
        return new ConversationCustomer().name(name).contacts(new CustomerContacts()
                .addContactItem(new CustomerContact().type("email").address(name + "@example.com")));
    }

    /** The customer starts a conversation with a text; its id is answered. */
    public UUID start(ConversationCustomer customer, String messageId, String text) throws ApiException {
        return send(text(messageId, text).conversation(new RequestConversation().account(account).customer(customer))).get(0);
    }

    /** The same with a customer and an id that are new. */
    public UUID start(String text) throws ApiException {
        return start(newCustomer(), Unique.name("m"), text);
    }

    /** The customer goes on in a conversation. */
    public void say(UUID conversation, String messageId, String text) throws ApiException {
        send(text(messageId, text).conversation(new RequestConversation().id(conversation)));
    }

    /** The same with an id that is new. */
    public void say(UUID conversation, String text) throws ApiException {
        say(conversation, Unique.name("m"), text);
    }

    /** The customer sends something without content into a conversation, such as that it types. */
    public void signal(UUID conversation, MessageTypeName type) throws ApiException {
        send(new RequestMessage().type(new MessageType().value(type)).sender(new RequestSender().type(PartyType.CUSTOMER))
                .conversation(new RequestConversation().id(conversation)));
    }

    private List<UUID> send(RequestMessage... messages) throws ApiException {
        return hub.conversations().sendMessage(new SendMessageRequest().messages(new RequestMessages().message(List.of(messages))), null, null)
                .getMessages().getMessage().stream().map(accepted -> accepted.getConversation().getId()).toList();
    }

    private static RequestMessage text(String messageId, String text) {
        return new RequestMessage().messageId(messageId).type(new MessageType().value(MessageTypeName.TEXT))
                .content(new RequestContent().text(text)).sender(new RequestSender().type(PartyType.CUSTOMER));
    }
}
