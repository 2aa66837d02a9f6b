package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.asset.Assets;
import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What customers do to their own messages afterwards: hide them, take that back, erase them. */
@Singleton
class Deletions {

    private final MessageRepository messages;
    private final ConversationJson json;
    private final Assets assets;

    Deletions(MessageRepository messages, ConversationJson json, Assets assets) {
        this.messages = messages;
        this.json = json;
        this.assets = assets;
    }

    /**
     * The message that another one acts on.
     *
     * @param reference its messageId; where it has none, the hub's id
     * @throws HubException 400-121 it is not one of this sender's in this conversation, or has no deletion that could be taken back
     */
    MessageRow parent(LockedConversation conversation, UUID application, PartyType sender, MessageTypeName type, String reference, String field) {
        return messages.known(conversation.id(), application, reference.getBytes(StandardCharsets.UTF_8))
                .or(() -> byHubsId(conversation, application, reference))
                .filter(found -> found.senderType().equals(sender.getValue()))
                .filter(found -> type != MessageTypeName.UNDO || found.deletion() == MessageDeletion.SOFT)
                .orElseThrow(() -> HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, field, type == MessageTypeName.UNDO
                        ? "The sender has no deleted message of this id in the conversation."
                        : "The sender has no message of this id in the conversation."));
    }

    private Optional<MessageRow> byHubsId(LockedConversation conversation, UUID application, String reference) {
        try {
            return messages.find(UUID.fromString(reference)).filter(found -> found.conversationId().equals(conversation.id())
                    && application.equals(found.applicationId()) && found.messageId() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Everybody who got the message, or was handed it later: agents get all that was said before they came, but what has failed. */
    List<PartyRow> receivers(LockedConversation conversation, MessageRow parent) {
        List<Party> told = parent.receivers() == null ? List.of() : List.of(json.read(parent.receivers(), Party[].class));
        return conversation.parties().stream()
                .filter(party -> !party.isCustomer())
                .filter(party -> told.contains(party.party()) || party.isAgent() && parent.status() != MessageStatus.FAILED).toList();
    }

    void apply(MessageTypeName type, MessageRow parent) {
        if (type == MessageTypeName.UNDO) {
            messages.delete(parent.id(), null);
        } else if (type == MessageTypeName.DELETE_SOFT && parent.deletion() == null) {
            messages.delete(parent.id(), MessageDeletion.SOFT);
        } else if (type == MessageTypeName.DELETE_PERMANENT) {
            erase(parent);
        }
    }

    private void erase(MessageRow parent) {
        MessageBody left = parent.document() == null ? MessageBody.empty()
                : json.read(parent.document(), MessageBody.class).withoutContent();
        messages.erase(parent.id(), left.isEmpty() ? null : json.write(left));
        assets.erase(parent.id());
    }
}
