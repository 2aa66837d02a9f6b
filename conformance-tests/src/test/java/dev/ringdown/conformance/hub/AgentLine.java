package dev.ringdown.conformance.hub;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.AccountCreate;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskLine;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A customer application, and an agent application that shows what it gets: everything between the two goes through the hub alone. */
final class AgentLine {

    private static final CallbackReceiver RECEIVER = CallbackReceiver.start();

    final RegisteredApplication customer;
    final RegisteredApplication agent;
    final DeskLine line;
    final Connector connector;
    private final String callback = "/" + Unique.name("agent");

    AgentLine() {
        try {
            var fixtures = new HubFixtures(SharedServer.get());
            customer = fixtures.application().role("customer", RECEIVER.at(callback + "-customer").toString()).createWithCredentials();
            agent = fixtures.application().role("custom_agent", RECEIVER.at(callback).toString()).createWithCredentials();
            ChannelCreate channel = fixtures.byocChannel();
            UUID channelId = fixtures.create(channel);
            UUID orchestration = fixtures.orchestration(customer.id(), agent.id());
            AccountCreate account = fixtures.newAccount(channelId, orchestration);
            UUID accountId = fixtures.admin().accounts().createAccount(account).getId();
            line = new DeskLine(customer, channelId, channel.getType(), orchestration, accountId, account.getAddress());
            connector = new Connector(SharedServer.get(), line);
        } catch (ApiException e) {
            throw new AssertionError("The line was refused: " + e.getCode() + ' ' + e.getResponseBody(), e);
        }
    }

    /** A new customer's e-mail address. */
    static String customerAddress() {
        return Unique.name("customer") + "@example.com";
    }

    /** The texts that the agent application got in a conversation, in order of arrival, once it has this one. */
    List<String> agentGotUpTo(UUID conversation, String lastText) {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(30))
                .until(() -> agentGot(conversation), texts -> texts.contains(lastText));
    }

    private List<String> agentGot(UUID conversation) {
        return RECEIVER.calls().stream().filter(call -> call.path().equals(callback))
                .flatMap(call -> messages(JsonBody.parse(call.text())))
                .filter(message -> message.at("/conversation/id").asText().equals(conversation.toString()))
                .map(message -> message.at("/content/text").asText()).toList();
    }

    private static Stream<JsonNode> messages(JsonBody delivered) {
        return StreamSupport.stream(delivered.at("messages.message").spliterator(), false);
    }
}
