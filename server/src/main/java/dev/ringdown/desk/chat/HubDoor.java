package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.DeskException;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.MessageBody;
import dev.ringdown.hub.conversation.NewMessage;
import dev.ringdown.hub.conversation.StoredMessage;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.UUID;

/**
 * How the desk speaks into conversations of the hub: as its application {@code ringdown-desk}, in the transaction around the call. What
 * the desk says of its own accord has no sender's name; that tells it from what agents say.
 */
@Singleton
public class HubDoor {

    private final BeanProvider<ConversationService> hub;

    HubDoor(BeanProvider<ConversationService> hub) {
        this.hub = hub;
    }

    /** Tells the customer that an agent has come. */
    void join(UUID conversationId, String agentName) {
        send(conversationId, MessageTypeName.AGENT_JOIN, MessageBody.empty(), agentName);
    }

    /** @throws DeskException 409 ConversationOver; 400 MessageTooLong */
    StoredMessage say(UUID conversationId, String text, @Nullable String agentName) {
        return send(conversationId, MessageTypeName.TEXT, MessageBody.ofText(text), agentName);
    }

    /** Ends the conversation for all parties. */
    public void end(UUID conversationId) {
        send(conversationId, MessageTypeName.CONVERSATION_END, MessageBody.empty(), null);
    }

    private StoredMessage send(UUID conversationId, MessageTypeName type, MessageBody body, @Nullable String senderName) {
        try {
            return hub.get().send(DeskApplication.ID, conversationId, new NewMessage(null, type, body, PartyType.CUSTOM_AGENT, senderName));
        } catch (HubException e) {
            if (e.code() == HubErrorCode.CONVERSATION_OVER) {
                throw DeskException.conflict(ErrorCode.CONVERSATION_OVER, "ChatID", "The conversation behind the chat has ended.");
            }
            if (e.code() == HubErrorCode.TEXT_TOO_LONG) {
                throw DeskException.badRequest(ErrorCode.MESSAGE_TOO_LONG, "MessageText", "The text is longer than the chat's channel allows.");
            }
            throw new IllegalStateException("The hub refused the desk's " + type.getValue() + ": " + e.code(), e);
        }
    }
}
