package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.Attachment;
import dev.ringdown.api.agentchat.model.DeliveryStatus;
import dev.ringdown.api.agentchat.model.Message;
import dev.ringdown.api.agentchat.model.MessageDirection;
import dev.ringdown.api.agentchat.model.SenderType;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.hub.conversation.StoredMessage;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.stream.IntStream;

/** Shows a message of the hub as the desk's contract does ({@code Message}). */
public final class MessageForm {

    private MessageForm() {
    }

    public static Message of(StoredMessage message) {
        boolean in = message.senderType() == MessageSenderType.CUSTOMER;
        return new Message(message.number(), in ? MessageDirection.IN : MessageDirection.OUT, senderType(message),
                emptyAsNull(message.senderName()), emptyAsNull(message.body().text()), attachments(message), message.created(),
                in ? DeliveryStatus.SENT : deliveryStatus(message));
    }

    private static SenderType senderType(StoredMessage message) {
        return switch (message.senderType()) {
            case CUSTOMER -> SenderType.CUSTOMER;
            case CUSTOM_BOT, EGAIN_BOT -> SenderType.BOT;
            case SYSTEM -> SenderType.SYSTEM;
            case CUSTOM_AGENT, EGAIN_AGENT -> isOfTheDeskItself(message) ? SenderType.SYSTEM : SenderType.AGENT;
        };
    }

    /** {@link HubDoor} gives a name to what agents say, and none to what the desk says of its own accord. */
    private static boolean isOfTheDeskItself(StoredMessage message) {
        return DeskApplication.ID.equals(message.applicationId()) && message.senderName() == null;
    }

    private static DeliveryStatus deliveryStatus(StoredMessage message) {
        return switch (message.status()) {
            case ACCEPTED -> DeliveryStatus.ACCEPTED;
            case SENT -> DeliveryStatus.SENT;
            case FAILED -> DeliveryStatus.FAILED;
        };
    }

    private static List<Attachment> attachments(StoredMessage message) {
        if (message.body().attachments() == null) {
            return List.of();
        }
        List<MessageAttachment> files = message.body().attachments().attachment();
        return IntStream.range(0, files.size()).mapToObj(i -> attachment(i + 1, files.get(i))).toList();
    }

    /** Only a file that the hub does not keep has an address for the agent to see. */
    private static Attachment attachment(int number, MessageAttachment file) {
        return new Attachment(number, file.contentType(), file.name(), file.id() == null ? file.url() : null);
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
