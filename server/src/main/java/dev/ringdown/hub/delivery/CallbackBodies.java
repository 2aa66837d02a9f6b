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
import dev.ringdown.hub.conversation.AttachmentAddresses;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.ConversationCustomerDetails;
import dev.ringdown.hub.conversation.ConversationJson;
import dev.ringdown.hub.conversation.MessageBody;
import dev.ringdown.hub.conversation.MomentaryMessage;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Writes what is posted to a callback: the contract's {@code DeliveredBody}, or {@code VersionOneBody} to a role of version v1. */
@Singleton
class CallbackBodies {

    private final ConversationJson stored;
    private final JsonMapper json;
    private final AttachmentAddresses attachments;

    CallbackBodies(ConversationJson stored, JsonMapper json, AttachmentAddresses attachments) {
        this.attachments = attachments;
        this.stored = stored;
        this.json = json;
    }

    byte[] write(DueDelivery delivery, String role, RoleVersion version) {
        MessageBody body = delivery.document() == null ? MessageBody.empty() : stored.read(delivery.document(), MessageBody.class);
        return write(new Message(delivery.messageId(),
                delivery.sendersId() == null ? null : new String(delivery.sendersId(), StandardCharsets.UTF_8),
                new MessageType(MessageTypeName.toEnum(delivery.type())), body.content(), conversation(delivery),
                sender(MessageSenderType.toEnum(delivery.senderType()), delivery.senderName()), to(role), attachments.of(body.attachments()),
                body.attributes(), body.parent(), delivery.created()), version);
    }

    /** A message that is not stored. */
    byte[] write(MomentaryMessage event, Conversation conversation, String role, RoleVersion version) {
        MessageBody body = event.body();
        return write(new Message(event.id(), event.messageId(), new MessageType(event.type()), body.content(), conversation(conversation),
                sender(event.senderType(), event.senderName()), to(role), attachments.of(body.attachments()), body.attributes(), body.parent(),
                event.created()), version);
    }

    private byte[] write(Message message, RoleVersion version) {
        Object body = version == RoleVersion.V1 ? new VersionOneBody(List.of(plain(message)))
                : new DeliveredBody(new DeliveredMessages(List.of(message)));
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageSender sender(MessageSenderType type, @Nullable String name) {
        return new MessageSender(type, name == null ? null : new MessageParticipant(name));
    }

    private static MessageRecipients to(String role) {
        return new MessageRecipients(List.of(new MessageRecipient(PartyType.toEnum(role), null)));
    }

    private MessageConversation conversation(DueDelivery delivery) {
        return conversation(delivery.conversationId(), delivery.caseId(), delivery.accountAddress(), delivery.channelType(), delivery.entryPoint(),
                delivery.customer() == null ? new ConversationCustomerDetails(null, null, null, null)
                        : stored.read(delivery.customer(), ConversationCustomerDetails.class));
    }

    private static MessageConversation conversation(Conversation conversation) {
        return conversation(conversation.id(), conversation.caseId(), conversation.accountAddress(), conversation.channelType(), conversation.entryPoint(),
                conversation.customer());
    }

    private static MessageConversation conversation(UUID id, @Nullable UUID caseId, String address, String channel, String entryPoint,
                                                    ConversationCustomerDetails details) {
        return new MessageConversation(id, caseId, new ConversationAccount(address, new ConversationChannel(channel)),
                new ConversationEntryPoint(entryPoint), details.clientInfo(), details.lookupContact(), details.conversationContact(),
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
            return PlainText.ofHtml(content.html());
        }
        return content.json() == null ? null : stored.write(content.json());
    }
}
