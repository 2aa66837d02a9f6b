package dev.ringdown.hub.conversation;

import java.time.Instant;
import java.util.List;

/**
 * A conversation whose row this transaction holds, or has made: it hands out the place of the next message.
 */
final class LockedConversation {

    private final ConversationRow row;
    private final List<PartyRow> parties;
    private final boolean fresh;
    private long nextSequence;
    private ConversationState state;
    private Instant lastMessageAt;
    private Instant endedAt;

    LockedConversation(ConversationRow row, List<PartyRow> parties, boolean fresh) {
        this.row = row;
        this.parties = parties;
        this.fresh = fresh;
        this.nextSequence = row.nextSequence();
        this.state = row.state();
        this.lastMessageAt = row.lastMessageAt();
        this.endedAt = row.endedAt();
    }

    ConversationRow row() {
        return row;
    }

    /** As it was locked or made, in the state that it has now. */
    ConversationRow currentRow() {
        return new ConversationRow(row.id(), state, nextSequence, row.accountId(), row.accountAddress(), row.channelType(), row.entryPoint(),
                row.language(), row.contactKey(), row.customer(), row.created(), lastMessageAt, endedAt);
    }

    List<PartyRow> parties() {
        return parties;
    }

    boolean isFresh() {
        return fresh;
    }

    ConversationState state() {
        return state;
    }

    void enter(ConversationState next, Instant now) {
        state = next;
        if (next.isOver()) {
            endedAt = now;
        }
    }

    /** The place that the next message gets. It is taken only when {@link #taken} says so: a repeat takes none. */
    long nextSequence() {
        return nextSequence;
    }

    void taken(Instant now) {
        nextSequence++;
        lastMessageAt = now;
    }

    Instant lastMessageAt() {
        return lastMessageAt;
    }

    Instant endedAt() {
        return endedAt;
    }
}
