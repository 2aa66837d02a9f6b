package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;

/** Reads rows as conversations and messages. */
@Singleton
class StoredForm {

    private final ConversationJson json;

    StoredForm(ConversationJson json) {
        this.json = json;
    }

    StoredMessage message(MessageRow row) {
        return new StoredMessage(row.conversationId(), row.sequence(), row.id(), row.number(), MessageTypeName.toEnum(row.type()),
                row.applicationId(), MessageSenderType.toEnum(row.senderType()), row.senderName(),
                row.messageId() == null ? null : new String(row.messageId(), StandardCharsets.UTF_8), row.status(),
                row.document() == null ? MessageBody.empty() : json.read(row.document(), MessageBody.class), row.created(), row.sent());
    }

    /** As agents see it: what its customer has deleted keeps its place, without what it said. */
    StoredMessage shown(MessageRow row) {
        StoredMessage message = message(row);
        return row.deletion() != MessageDeletion.SOFT ? message : new StoredMessage(message.conversationId(), message.sequence(), message.id(),
                message.number(), message.type(), message.applicationId(), message.senderType(), message.senderName(), message.messageId(),
                message.status(), message.body().withoutContent(), message.created(), message.sent());
    }

    Conversation conversation(ConversationRow row) {
        return new Conversation(row.id(), row.caseId(), row.state(), row.accountId(), row.accountAddress(), row.channelType(), row.entryPoint(),
                row.language(),
                row.contactKey() == null ? null : new String(row.contactKey(), StandardCharsets.UTF_8),
                row.customer() == null ? new ConversationCustomerDetails(null, null, null, null)
                        : json.read(row.customer(), ConversationCustomerDetails.class), row.created());
    }
}
