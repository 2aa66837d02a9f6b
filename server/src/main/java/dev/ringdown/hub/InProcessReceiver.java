package dev.ringdown.hub;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;

import java.util.UUID;

/**
 * A client application that lives in this process: it is handed messages where others are posted them. The hub knows it only as
 * this. It stands in the configuration under its id like any client application.
 */
public interface InProcessReceiver {

    /** The fixed id of its client application. */
    UUID applicationId();

    /** The name of its client application. */
    String applicationName();

    String applicationDescription();

    /** The part that it plays. */
    RoleName role();

    /**
     * Takes a message. Called in the transaction that stores it, with its conversation locked: what the receiver writes is committed
     * with the message or not at all.
     *
     * @param first whether this is the conversation's first message
     */
    void receive(Conversation conversation, StoredMessage message, boolean first);

    /**
     * A message that people read was stored in a conversation in which this application takes part, whoever it is for, or its status or content
     * has changed. Called in the transaction of the change.
     */
    void changed(UUID conversationId, long sequence);
}
