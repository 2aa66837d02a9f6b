package dev.ringdown.conformance.benchmark;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.ringdown.client.conversationmanager.ApiClient;
import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.AccountCreate;
import dev.ringdown.client.conversationmanager.model.AccountEntryPoint;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.client.conversationmanager.model.ClientApplicationReplace;
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
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.ServerUnderTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the benchmark sends through: one customer application, and agent applications each with an account and conversations of its own. */
final class Site {

    private static final String NOWHERE = "https://nobody.ringdown.test/callback";
    private static final String PATH = Api.HUB.basePath() + "/conversations/messages";
    private static final String TEXT = "Good morning. My order of last week has not arrived; could you please look where it is?";

    private final ServerUnderTest server;
    private final HubFixtures fixtures;
    private final RegisteredApplication customer;
    private final HubClient hub;
    private final ChannelCreate channel;
    private final UUID channelId;

    Site(ServerUnderTest server) throws ApiException {
        this.server = server;
        fixtures = new HubFixtures(server);
        customer = fixtures.application().role("customer", NOWHERE).createWithCredentials();
        hub = new HubClient(server, customer::token);
        channel = fixtures.byocChannel();
        channelId = fixtures.create(channel);
    }

    /** A request with a token that is good for some minutes. */
    RequestTemplate request() {
        return new RequestTemplate(server.url().getAuthority(), PATH, customer.token(), TEXT);
    }

    /** Adds an agent application that gets by this callback what customers write. */
    Line line(URI callback) throws ApiException {
        UUID agents = fixtures.application().role("custom_agent", callback.toString()).create();
        AccountCreate account = fixtures.newAccount(channelId, fixtures.orchestration(customer.id(), agents));
        account.getChatConfigurations().entryPoint(new AccountEntryPoint().id("1"));
        fixtures.admin().accounts().createAccount(account);
        return new Line(agents, account.getAddress());
    }

    /** An agent application and the account that leads to it. */
    final class Line {
        private final UUID agents;
        private final String address;

        private Line(UUID agents, String address) {
            this.agents = agents;
            this.address = address;
        }

        /** Starts so many conversations, each of another customer. */
        List<UUID> conversations(int count) throws ApiException {
            List<UUID> started = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = Unique.name("customer");
                started.add(send(Unique.name("start"), new RequestConversation()
                        .account(new ConversationAccount().address(address).channel(new ConversationChannel().type(channel.getType())))
                        .customer(new ConversationCustomer().name(name).contacts(new CustomerContacts()
                                .addContactItem(new CustomerContact().type("email").address(name + "@example.com"))))));
            }
            return started;
        }

        /** So many lists of so many conversations. */
        List<List<UUID>> conversations(int clients, int each) throws ApiException {
            List<List<UUID>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(conversations(each));
            }
            return all;
        }

        /** Switches the agent application off: what is sent to it is accepted, and waits. */
        void rest() throws ApiException {
            ClientApplicationReplace replacement = ApiClient.createDefaultObjectMapper()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .convertValue(fixtures.admin().clientApplications().getClientApplication(agents), ClientApplicationReplace.class);
            fixtures.admin().clientApplications().updateClientApplication(agents, replacement.active(false));
        }
    }

    /** Goes on in a conversation, through the typed client. */
    void say(UUID conversation, String messageId) throws ApiException {
        send(messageId, new RequestConversation().id(conversation));
    }

    private UUID send(String messageId, RequestConversation conversation) throws ApiException {
        RequestMessage message = new RequestMessage().messageId(messageId).type(new MessageType().value(MessageTypeName.TEXT))
                .content(new RequestContent().text(TEXT)).sender(new RequestSender().type(PartyType.CUSTOMER)).conversation(conversation);
        return hub.conversations().sendMessage(new SendMessageRequest().messages(new RequestMessages().addMessageItem(message)), null, null)
                .getMessages().getMessage().get(0).getConversation().getId();
    }
}
