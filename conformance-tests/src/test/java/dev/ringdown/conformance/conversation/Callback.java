package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.client.conversationmanager.ApiClient;
import dev.ringdown.client.conversationmanager.model.DeliveredBody;
import dev.ringdown.client.conversationmanager.model.Message;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.receiver.ReceivedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A call that came in at a receiver, with the one message of its body (contract, {@code DeliveredBody}).
 *
 * @param call    what arrived
 * @param message the message, read by the generated client's model
 */
public record Callback(ReceivedCall call, Message message) {

    private static final ObjectMapper MODELS = ApiClient.createDefaultObjectMapper();

    /** Reads a call of version v3; fails if it is not exactly one message. */
    public static Callback of(ReceivedCall call) {
        try {
            List<Message> messages = MODELS.readValue(call.body(), DeliveredBody.class).getMessages().getMessage();
            assertThat(messages).as(call.text()).hasSize(1);
            return new Callback(call, messages.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException("No callback body of version v3: " + call.text(), e);
        }
    }

    /** All calls so far, also those that were refused. */
    public static List<Callback> allOf(CallbackReceiver receiver) {
        return receiver.calls().stream().map(Callback::of).toList();
    }

    /** The calls so far that were answered with success. */
    public static List<Callback> acceptedBy(CallbackReceiver receiver) {
        return receiver.calls().stream().filter(call -> call.status() / 100 == 2).map(Callback::of).toList();
    }

    /** Those of one conversation. */
    public static List<Callback> of(UUID conversation, List<Callback> callbacks) {
        return callbacks.stream().filter(callback -> conversation.equals(callback.conversation())).toList();
    }

    /**
     * Without the repeats: a call with the {@code webhook-id} of the one before it in the list is the same delivery again. What comes again
     * later than that stays, so that the list is out of order.
     */
    public static List<Callback> withoutRepeats(List<Callback> callbacks) {
        List<Callback> deliveries = new ArrayList<>();
        for (Callback callback : callbacks) {
            if (deliveries.isEmpty() || !deliveries.get(deliveries.size() - 1).webhookId().equals(callback.webhookId())) {
                deliveries.add(callback);
            }
        }
        return deliveries;
    }

    public String webhookId() {
        return call.header("webhook-id");
    }

    public UUID conversation() {
        return message.getConversation().getId();
    }

    public String type() {
        return message.getType().getValue().getValue();
    }

    /** The text, or null if the message has none. */
    public String text() {
        return message.getContent() == null ? null : message.getContent().getText();
    }

    @Override
    public String toString() {
        return call.number() + " " + type() + ' ' + text() + " -> " + call.status();
    }
}
