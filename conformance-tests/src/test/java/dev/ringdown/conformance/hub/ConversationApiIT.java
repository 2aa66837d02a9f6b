package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.AcceptedMessage;
import dev.ringdown.client.conversationmanager.model.AcceptedStatus;
import dev.ringdown.client.conversationmanager.model.ConversationAccount;
import dev.ringdown.client.conversationmanager.model.ConversationChannel;
import dev.ringdown.client.conversationmanager.model.MessageType;
import dev.ringdown.client.conversationmanager.model.MessageTypeName;
import dev.ringdown.client.conversationmanager.model.PartyType;
import dev.ringdown.client.conversationmanager.model.RequestContent;
import dev.ringdown.client.conversationmanager.model.RequestConversation;
import dev.ringdown.client.conversationmanager.model.RequestMessage;
import dev.ringdown.client.conversationmanager.model.RequestMessages;
import dev.ringdown.client.conversationmanager.model.RequestSender;
import dev.ringdown.client.conversationmanager.model.SendMessageRequest;
import dev.ringdown.client.conversationmanager.model.Transcript;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.ConversationApiTestSpec;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Conversation. */
class ConversationApiIT implements ConversationApiTestSpec {

    /** The largest JSON body that the hub takes, in bytes. */
    private static final int LARGEST_BODY = 16_777_216;
    private static final TemporalUnitWithinOffset ABOUT_NOW = new TemporalUnitWithinOffset(1, ChronoUnit.MINUTES);

    private static AgentLine line;

    @BeforeAll
    static void open() {
        line = new AgentLine();
    }

    @Test
    @Override
    public void sendMessage202() throws ApiException {
        var customer = new HubClient(SharedServer.get(), line.customer::token).conversations();
        String messageId = Unique.name("message");

        AcceptedMessage started = customer.sendMessage(request(text("Hello").messageId(messageId)
                .conversation(new RequestConversation().account(new ConversationAccount().address(line.line.address())
                        .channel(new ConversationChannel().type(line.line.channelType()))))), null, null).getMessages().getMessage().get(0);

        assertThat(started.getMessageId()).isEqualTo(messageId);
        assertThat(started.getStatus()).isEqualTo(AcceptedStatus.ACCEPTED);
        assertThat(started.getCreated()).isCloseTo(OffsetDateTime.now(), ABOUT_NOW);
        UUID conversation = started.getConversation().getId();
        List<AcceptedMessage> further = customer.sendMessage(request(text("One").conversation(new RequestConversation().id(conversation)),
                text("Two").conversation(new RequestConversation().id(conversation))), null, null).getMessages().getMessage();
        assertThat(further).hasSize(2).extracting(AcceptedMessage::getId).doesNotContain(started.getId()).doesNotHaveDuplicates();
        assertThat(further).extracting(message -> message.getConversation().getId()).containsOnly(conversation);
        assertThat(further).extracting(AcceptedMessage::getMessageId).containsOnlyNulls();
        assertThat(line.agentGotUpTo(conversation, "Two")).containsExactly("Hello", "One", "Two");
    }

    @Test
    @Override
    public void sendMessage400() {
        Refusal.expect("400-100", good().withJson("{").send());
        Refusal.expect("400-101", good().withQuery("sort", "1").send()).naming("sort");
        Refusal.expect("400-143", good().withJson("{}").send()).naming("messages");
    }

    @Test
    @Override
    public void sendMessage401() {
        Door.unauthorized(good());
    }

    @Test
    @Override
    public void sendMessage403() {
        Access access = Access.to(SharedServer.get());
        Refusal.expect("403-101", good().withToken(access.adminToken()).send());
        Refusal.expect("403-101", good().withToken(access.tokenWithScope("app.conversation.conversationmgr.interaction.read")).send());
        Refusal.expect("403-102", line.connector.send(opening().with("sender.type", "custom_agent"))).naming("messages.message[0].sender.type");
    }

    @Test
    @Override
    public void sendMessage406() {
        Door.notAcceptable(good());
    }

    @Test
    @Override
    public void sendMessage413() {
        Refusal.expect("413-101", Door.padded(good(), LARGEST_BODY + 1).send());
        assertThat(Door.padded(good(), LARGEST_BODY).send().statusCode()).as("just not too large").isEqualTo(202);
    }

    @Test
    @Override
    public void sendMessage415() {
        Door.unsupportedMediaType(good());
    }

    @Test
    @Override
    public void fetchConversation200() throws ApiException {
        UUID conversation = over();
        for (var party : List.of(line.customer, line.agent)) {
            Transcript transcript = new HubClient(SharedServer.get(), party::token).conversations().fetchConversation(conversation);
            assertThat(transcript.getId()).isEqualTo(conversation);
            assertThat(transcript.getMessages().getMessage()).extracting(message -> message.getType().getValue())
                    .containsExactly(MessageTypeName.TEXT, MessageTypeName.CONVERSATION_END);
        }
    }

    @Test
    @Override
    public void fetchConversation400() {
        Refusal.expect("400-101", fetching(over()).withQuery("expand", "all").send()).naming("expand");
    }

    @Test
    @Override
    public void fetchConversation401() {
        Door.unauthorized(fetching(over()));
    }

    @Test
    @Override
    public void fetchConversation403() {
        Refusal.expect("403-101", fetching(over()).withToken(Access.to(SharedServer.get()).adminToken()).send());
    }

    @Test
    @Override
    public void fetchConversation404() {
        UUID open = line.connector.start(AgentLine.customerAddress(), "Hello");
        for (var party : List.of(line.customer, line.agent)) {
            Refusal.expect("404-102", fetching(open).withToken(party.token()).send());
        }
        String stranger = Access.to(SharedServer.get()).interactionToken();
        for (UUID unseen : List.of(open, over(), UUID.randomUUID())) {
            Refusal.expect("404-101", fetching(unseen).withToken(stranger).send());
        }
        Door.notFound(id -> fetching(id));
    }

    @Test
    @Override
    public void fetchConversation406() {
        Door.notAcceptable(fetching(over()));
    }

    private static Call fetching(Object id) {
        return Call.of("GET", SharedServer.get().at(Api.HUB.basePath() + "/conversations/" + id), line.customer.token());
    }

    /** A conversation that is over. */
    private static UUID over() {
        UUID conversation = line.connector.start(AgentLine.customerAddress(), "Hello");
        line.connector.accepted(Connector.end(conversation));
        return conversation;
    }

    private static JsonBody opening() {
        return line.connector.opening(AgentLine.customerAddress(), "Hello");
    }

    private static Call good() {
        return line.connector.sending(opening());
    }

    private static RequestMessage text(String text) {
        return new RequestMessage().type(new MessageType().value(MessageTypeName.TEXT)).content(new RequestContent().text(text))
                .sender(new RequestSender().type(PartyType.CUSTOMER));
    }

    private static SendMessageRequest request(RequestMessage... messages) {
        return new SendMessageRequest().messages(new RequestMessages().message(List.of(messages)));
    }
}
