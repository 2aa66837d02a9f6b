package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.DeskException;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.MessageBody;
import dev.ringdown.hub.conversation.NewMessage;
import dev.ringdown.hub.conversation.StoredMessage;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Tells the customer that another agent takes over; who that is, {@link #join} tells. */
    void transferToAgent(UUID conversationId, String formerAgentName) {
        send(conversationId, MessageTypeName.AGENT_TRANSFER, MessageBody.empty(), formerAgentName);
    }

    /** Tells the customer that the conversation waits for agents of another department. */
    void transferToQueue(UUID conversationId, String formerAgentName) {
        send(conversationId, MessageTypeName.QUEUE_TRANSFER, MessageBody.empty(), formerAgentName);
    }

    /**
     * Says something to the customer.
     *
     * @param agentName who says it; null: the desk of its own accord
     * @throws DeskException 409 ConversationOver; 400 MessageTooLong
     */
    public StoredMessage say(UUID conversationId, String text, @Nullable String agentName) {
        return send(conversationId, MessageTypeName.TEXT, MessageBody.ofText(text), agentName);
    }

    /** Says something of the desk's own accord; empty, and nothing said, where the channel is too narrow for it: it must not be in the way. */
    public Optional<StoredMessage> sayIfItFits(UUID conversationId, String text) {
        try {
            return Optional.of(say(conversationId, text, null));
        } catch (DeskException e) {
            if (e.code() == ErrorCode.MESSAGE_TOO_LONG) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** When the latest message of a conversation was stored; empty if nothing was said. */
    public Optional<Instant> lastMessageAt(UUID conversationId) {
        return hub.get().latestMessages(List.of(conversationId), null, 1).stream().findFirst().map(StoredMessage::created);
    }

    /**
     * As {@link #say}, with a file that {@link dev.ringdown.hub.asset.Assets#keep} has stored.
     *
     * @throws DeskException 409 ConversationOver; 400 MessageTooLong; 413 FileTooLarge and 415 FileTypeNotAllowed by the rules of the channel
     */
    StoredMessage sayWithFile(UUID conversationId, @Nullable String text, String assetId, String agentName) {
        return send(conversationId, MessageTypeName.TEXT, MessageBody.ofFile(text, assetId), agentName);
    }

    /**
     * Tells the hub that nobody is there for a conversation; what follows from that, its account says.
     *
     * @param text what the customer is to read; null: the channel's own text
     */
    public void nobodyAvailable(UUID conversationId, String reason, @Nullable String text) {
        send(conversationId, MessageTypeName.AGENT_UNAVAILABLE, MessageBody.ofJson(text == null ? Map.of("reason", reason)
                : Map.of("reason", reason, "text", text)), null);
    }

    /** Lets a conversation go on that the hub holds since nobody was there; no effect on any other. */
    public void somebodyAvailable(UUID conversationId) {
        hub.get().release(conversationId);
    }

    /** A conversation as it is now, locked for the transaction around the call. */
    public Conversation lock(UUID conversationId) {
        return hub.get().lock(conversationId).orElseThrow();
    }

    /** Locks a conversation for the transaction around the call, and ends it if its time is up and the hub has not come to it yet. */
    public void endIfTimedOut(UUID conversationId) {
        hub.get().endIfTimedOut(conversationId);
    }

    /**
     * Ends the conversation for all parties.
     *
     * @throws DeskException 409 ConversationOver
     */
    void end(UUID conversationId) {
        send(conversationId, MessageTypeName.CONVERSATION_END, MessageBody.empty(), null);
    }

    /** Ends a conversation that goes on elsewhere, if it has not ended; the hub does it, if its time is up by now. */
    public void leave(UUID conversationId) {
        try {
            end(conversationId);
        } catch (DeskException e) {
            if (e.code() != ErrorCode.CONVERSATION_OVER) {
                throw e;
            }
            endIfTimedOut(conversationId);
        }
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
            if (e.code() == HubErrorCode.ATTACHMENT_NOT_ALLOWED) {
                throw e.isOf("size") ? DeskException.fileTooLarge("FileContent", "The file is larger than the chat's channel takes.")
                        : DeskException.fileTypeNotAllowed("FileType", "The chat's channel does not take this file: " + e.getMessage());
            }
            throw new IllegalStateException("The hub refused the desk's " + type.getValue() + ": " + e.code(), e);
        }
    }
}
