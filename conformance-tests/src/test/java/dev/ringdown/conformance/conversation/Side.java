package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.Transcript;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.ServerUnderTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One client application of a {@link Scene} in one of its roles: what it sends, and what it hears at its callback.
 *
 * @param application who it is
 * @param role        the role in which it talks
 * @param path        where it is called back at the receiver
 */
record Side(ServerUnderTest server, CallbackReceiver receiver, RegisteredApplication application, String role, String path) {

    private static final Duration HEARD = Duration.ofSeconds(30);

    /** A message without content. */
    JsonBody message(UUID conversation, String type) {
        return Connector.in(conversation, type, role);
    }

    JsonBody message(UUID conversation, String type, Map<String, Object> json) {
        return message(conversation, type).with("content", Map.of("json", json));
    }

    JsonBody text(UUID conversation, String text) {
        return message(conversation, "text").with("content", Map.of("text", text));
    }

    /** A message that concerns no conversation. */
    JsonBody available() {
        return JsonBody.of(Map.of("type", Map.of("value", "agent.available"), "sender", Map.of("type", role), "conversation", Map.of()));
    }

    JsonBody unavailable(UUID conversation) {
        return message(conversation, "agent.unavailable", Map.of("reason", "nobody there"));
    }

    Call sending(JsonBody... messages) {
        return Connector.sending(server, application.token(), messages);
    }

    /** Sends them in one request, which must be accepted; the conversation of the first. */
    UUID sends(JsonBody... messages) {
        Response response = sending(messages).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        String conversation = response.path("messages.message[0].conversation.id");
        return conversation == null ? null : UUID.fromString(conversation);
    }

    void says(UUID conversation, String... texts) {
        for (String text : texts) {
            sends(text(conversation, text));
        }
    }

    void ends(UUID conversation) {
        sends(message(conversation, "conversation.end"));
    }

    /** What it has heard in a conversation so far, without what comes in no order. */
    List<Callback> heard(UUID conversation) {
        return Callback.withoutRepeats(Callback.of(conversation, receiver.calls().stream().filter(call -> call.path().equals(path))
                .map(Callback::of).filter(callback -> !callback.type().startsWith("typing.")).toList()));
    }

    /** Waits until it has heard exactly this in a conversation: sender, type and text or status of each message, such as {@code customer text Hello}. */
    List<Callback> awaits(UUID conversation, String... lines) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(HEARD).untilAsserted(() ->
                assertThat(heard(conversation)).as("what %s %s heard", role, path).extracting(Side::line).containsExactly(lines));
        return heard(conversation);
    }

    Transcript fetches(UUID conversation) throws ApiException {
        return new HubClient(server, application::token).conversations().fetchConversation(conversation);
    }

    private static String line(Callback callback) {
        Object json = callback.message().getContent() == null ? null : callback.message().getContent().getJson();
        Object status = json instanceof Map<?, ?> members ? members.get("status") : null;
        String said = callback.text() != null ? callback.text() : status == null ? "" : status.toString();
        return (callback.message().getSender().getType().getValue() + ' ' + callback.type() + ' ' + said).trim();
    }
}
