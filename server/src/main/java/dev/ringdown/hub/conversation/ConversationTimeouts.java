package dev.ringdown.hub.conversation;

import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Ends conversations in which nobody has said anything for as long as their account allows. A conversation is looked at when its first
 * message would have run out, and again when its last one then known would: a message itself costs nothing here.
 */
@Singleton
public class ConversationTimeouts {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationTimeouts.class);
    private static final int AT_A_TIME = 100;

    private final ConversationRepository conversations;
    private final ConversationLocks locks;
    private final Ending ending;
    private final Transactions transactions;
    private final Clock clock;

    ConversationTimeouts(ConversationRepository conversations, ConversationLocks locks, Ending ending, Transactions transactions, Clock clock) {
        this.conversations = conversations;
        this.locks = locks;
        this.ending = ending;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Ends all that have run out by now. Safe to run on many nodes at once. */
    public void endDue() {
        List<ConversationId> due;
        do {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            due = conversations.toCheck(now, AT_A_TIME);
            long done = due.stream().filter(conversation -> check(conversation.id(), now)).count();
            if (done < due.size()) {
                // What can't be ended now is met again next time.
                return;
            }
        } while (due.size() == AT_A_TIME);
    }

    private boolean check(UUID id, Instant now) {
        try {
            transactions.inTransaction(() -> locks.lock(id).ifPresent(conversation -> {
                if (conversation.isTimedOut(now)) {
                    ending.end(conversation, ConversationState.TIMED_OUT, now);
                } else {
                    boolean runs = !conversation.state().isOver() && conversation.hold() == null;
                    conversations.checkAt(id, runs ? conversation.timesOutAt() : null);
                }
            }));
            return true;
        } catch (RuntimeException e) {
            LOG.error("The conversation {} could not be timed out; tried again soon", id, e);
            return false;
        }
    }
}
