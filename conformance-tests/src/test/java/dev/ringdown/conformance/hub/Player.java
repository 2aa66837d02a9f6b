package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One of those who talk on a {@link PartyLine}: sends as its application, and shows what arrives at its callback.
 *
 * @param role        the role in which it takes part, as the contract spells it
 * @param application its client application
 * @param path        of its callback
 */
record Player(String role, RegisteredApplication application, String path) {

    static final CallbackReceiver RECEIVER = CallbackReceiver.start();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(50);

    boolean isCustomer() {
        return role.equals("customer");
    }

    /** A message of this player without content. */
    JsonBody says(UUID conversation, String type) {
        return Connector.in(conversation, type, role);
    }

    JsonBody says(UUID conversation, String type, Map<String, ?> json) {
        return says(conversation, type).with("content", Map.of("json", json));
    }

    JsonBody text(UUID conversation, String text) {
        return says(conversation, "text").with("content", Map.of("text", text));
    }

    Call sending(JsonBody... messages) {
        return Connector.sending(SharedServer.get(), application.token(), messages);
    }

    Response send(JsonBody... messages) {
        return sending(messages).send();
    }

    /** Sends them, which must be accepted, and answers the receipts in order. */
    List<JsonNode> accepted(JsonBody... messages) {
        return receipts(send(messages));
    }

    static List<JsonNode> receipts(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        List<JsonNode> receipts = new ArrayList<>();
        JsonBody.parse(response.asString()).at("messages.message").forEach(receipts::add);
        return receipts;
    }

    /** The call that would fetch a transcript. */
    Call fetching(UUID conversation) {
        return Call.of("GET", SharedServer.get().at(Api.HUB.basePath() + "/conversations/" + conversation), application.token());
    }

    /** The transcript of a conversation that is over. */
    JsonBody transcript(UUID conversation) {
        Response response = fetching(conversation).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return JsonBody.parse(response.asString());
    }

    /** The transcript once each message is with all its receivers: nothing more is on its way then. */
    JsonBody settledTranscript(UUID conversation) {
        return await().pollDelay(Duration.ZERO).pollInterval(OFTEN).atMost(SOON).until(() -> transcript(conversation),
                transcript -> PartyLine.list(transcript.at("messages.message")).stream()
                        .noneMatch(message -> message.at("/status").asText().equals("accepted")));
    }

    /** The messages of a conversation that have arrived so far, in order of arrival; a repeat is left out. */
    List<JsonNode> got(UUID conversation) {
        Set<String> seen = new HashSet<>();
        return RECEIVER.calls().stream().filter(call -> call.path().equals(path) && call.text().contains(conversation.toString()))
                .flatMap(call -> PartyLine.list(JsonBody.parse(call.text()).at("messages.message")).stream())
                .filter(message -> message.at("/conversation/id").asText().equals(conversation.toString()))
                .filter(message -> seen.add(message.at("/id").asText()))
                .toList();
    }

    /** Waits for a message of a conversation and answers the first that fits. */
    JsonNode gets(UUID conversation, Predicate<JsonNode> wanted) {
        return await().alias(role + " gets a message").pollDelay(Duration.ZERO).pollInterval(OFTEN).atMost(SOON)
                .until(() -> got(conversation).stream().filter(wanted).findFirst(), java.util.Optional::isPresent).orElseThrow();
    }

    JsonNode getsText(UUID conversation, String text) {
        return gets(conversation, message -> message.at("/content/text").asText().equals(text));
    }

    JsonNode getsType(UUID conversation, String type) {
        return gets(conversation, message -> message.at("/type/value").asText().equals(type));
    }

    /** The texts that have arrived up to this one, for which it waits. */
    List<String> textsUpTo(UUID conversation, String last) {
        getsText(conversation, last);
        List<String> texts = got(conversation).stream().map(message -> message.at("/content/text").asText()).toList();
        return texts.subList(0, texts.indexOf(last) + 1);
    }

    @Override
    public String toString() {
        return role;
    }
}
