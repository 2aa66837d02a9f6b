package dev.ringdown.hub.conversation;

import java.util.Collection;
import java.util.UUID;

/**
 * Where messages wait for a receiver outside this process. Every method is part of the transaction around the call, in which the caller
 * holds the conversation: so messages come in their order. Receivers of this process are none of the outbox's.
 */
public interface Outbox {

    /** Opens the way from a conversation to a receiver; nothing changes if it is open. */
    void open(UUID conversationId, Party receiver);

    /** Puts a message on its way. */
    void add(UUID conversationId, Party receiver, long sequence);

    /**
     * Puts all stored messages from one place of the conversation to another, both included, on their way in their order, but those that
     * have failed or are deleted and those that are on their way to this receiver already. A message that was sent stays sent.
     */
    void addAll(UUID conversationId, Party receiver, long fromSequence, long toSequence);

    /** From now on all that is on its way to a receiver waits, however long it takes, until {@link #release} or the conversation's end. */
    void hold(UUID conversationId, Party receiver);

    /** Lets what was held go on its way; its life counts from now. Nothing changes if nothing is held. */
    void release(UUID conversationId, Party receiver);

    /** To be called once the conversation is stored as ended: what is still on its way then is given up an hour later. */
    void ended(UUID conversationId);

    /**
     * Tells receivers of a message that is not stored, once the transaction around the call is committed: by one attempt, in no order, and
     * not at all where a receiver is busy. Never fails, never waits.
     */
    void post(MomentaryMessage event, Conversation conversation, Collection<Party> receivers);
}
