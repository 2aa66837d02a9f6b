package dev.ringdown.hub.delivery;

import dev.ringdown.api.conversationmanager.model.ConversationAccount;
import dev.ringdown.api.conversationmanager.model.ConversationChannel;
import dev.ringdown.api.conversationmanager.model.ConversationEntryPoint;
import dev.ringdown.api.conversationmanager.model.DeliveredBody;
import dev.ringdown.api.conversationmanager.model.DeliveredMessages;
import dev.ringdown.api.conversationmanager.model.Message;
import dev.ringdown.api.conversationmanager.model.MessageContent;
import dev.ringdown.api.conversationmanager.model.MessageConversation;
import dev.ringdown.api.conversationmanager.model.MessageParticipant;
import dev.ringdown.api.conversationmanager.model.MessageRecipient;
import dev.ringdown.api.conversationmanager.model.MessageRecipients;
import dev.ringdown.api.conversationmanager.model.MessageSender;
import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.api.conversationmanager.model.VersionOneBody;
import dev.ringdown.api.conversationmanager.model.VersionOneMessage;
import dev.ringdown.hub.conversation.ConversationCustomerDetails;
import dev.ringdown.hub.conversation.ConversationJson;
import dev.ringdown.hub.conversation.MessageBody;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what is posted to a callback: the contract's {@code DeliveredBody}, or {@code VersionOneBody} to a role of version v1. */
@Singleton
class CallbackBodies {

    private final ConversationJson stored;
    private final JsonMapper json;

    CallbackBodies(ConversationJson stored, JsonMapper json) {
        this.stored = stored;
        this.json = json;
    }

    byte[] write(DueDelivery delivery, String role, RoleVersion version) {
        Message message = message(delivery, role);
        Object body = version == RoleVersion.V1 ? new VersionOneBody(List.of(plain(message)))
                : new DeliveredBody(new DeliveredMessages(List.of(message)));
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message message(DueDelivery delivery, String role) {
        MessageBody body = delivery.document() == null ? MessageBody.empty() : stored.read(delivery.document(), MessageBody.class);
        return new Message(delivery.messageId(), delivery.sendersId() == null ? null : new String(delivery.sendersId(), StandardCharsets.UTF_8),
                new MessageType(MessageTypeName.toEnum(delivery.type())), body.content(), conversation(delivery),
                new MessageSender(MessageSenderType.toEnum(delivery.senderType()),
                        delivery.senderName() == null ? null : new MessageParticipant(delivery.senderName())),
                new MessageRecipients(List.of(new MessageRecipient(PartyType.toEnum(role), null))), body.attachments(), body.attributes(),
                body.parent(), delivery.created());
    }

    private MessageConversation conversation(DueDelivery delivery) {
        ConversationCustomerDetails details = delivery.customer() == null ? new ConversationCustomerDetails(null, null, null, null)
                : stored.read(delivery.customer(), ConversationCustomerDetails.class);
        return new MessageConversation(delivery.conversationId(), null,
                new ConversationAccount(delivery.accountAddress(), new ConversationChannel(delivery.channelType())),
                new ConversationEntryPoint(delivery.entryPoint()), details.clientInfo(), details.lookupContact(), details.conversationContact(),
                details.customer());
    }

    private VersionOneMessage plain(Message message) {
        return new VersionOneMessage(message.id(), message.messageId(), message.type(), plainText(message.content()), message.conversation(),
                message.sender(), message.recipients(), message.attachments(), message.attributes(), message.parent(), message.created());
    }

    /** The text, else the HTML without its tags, else the structured content as text. */
    private @Nullable String plainText(@Nullable MessageContent content) {
        if (content == null) {
            return null;
        }
        if (content.text() != null) {
            return content.text();
        }
        if (content.html() != null) {
            return content.html().replaceAll("<[^>]*>", "");
        }
        return content.json() == null ? null : stored.write(content.json());
    }
}
