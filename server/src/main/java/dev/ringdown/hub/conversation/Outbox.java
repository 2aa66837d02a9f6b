package dev.ringdown.hub.conversation;

import java.util.UUID;

/** Where a stored message waits for a receiver outside this process. */
public interface Outbox {

    /** Opens the way from a conversation to a receiver. Part of the transaction around the call, as the other methods are. */
    void open(UUID conversationId, Party receiver);

    /** Puts a message on its way. The conversation is locked by the caller, so messages come in their order. */
    void add(UUID conversationId, Party receiver, long sequence);
}
