package dev.ringdown.hub.conversation;

import dev.ringdown.store.Transactions;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/**
 * Lets the conversations go on that are held for an agent application, once it says that its agents are there. That it has said so is
 * stored; the release follows, each conversation by itself, so that no request locks many of them.
 */
@Singleton
public class HeldConversations {

    private static final Logger LOG = LoggerFactory.getLogger(HeldConversations.class);
    private static final int AT_A_TIME = 100;

    private final ConversationRepository conversations;
    private final ConversationLocks locks;
    private final AgentHandover agents;
    private final Transactions transactions;
    private final ExecutorService blocking;
    private final Clock clock;

    HeldConversations(ConversationRepository conversations, ConversationLocks locks, AgentHandover agents, Transactions transactions,
                      @Named(TaskExecutors.BLOCKING) ExecutorService blocking, Clock clock) {
        this.conversations = conversations;
        this.locks = locks;
        this.agents = agents;
        this.transactions = transactions;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Part of the transaction around the call; what is held goes on soon after its commit. */
    void agentsAvailable(UUID application, Instant now) {
        // Nodes' clocks differ: what is held was held before, whatever they say.
        conversations.agentsAvailable(application, conversations.lastHeldSince(application).filter(now::isBefore).orElse(now));
        transactions.afterCommit(() -> blocking.execute(() -> {
            try {
                releaseDue();
            } catch (RuntimeException e) {
                LOG.warn("Held conversations could not be released; tried again soon", e);
            }
        }));
    }

    /** Lets all go on that were held before their agents became available. Safe to run on many nodes at once. */
    public void releaseDue() {
        List<ConversationId> due;
        do {
            due = conversations.toRelease(AT_A_TIME);
            long done = due.stream().filter(conversation -> release(conversation.id())).count();
            if (done < due.size()) {
                // What can't be released now is met again next time.
                return;
            }
        } while (due.size() == AT_A_TIME);
    }

    private boolean release(UUID id) {
        try {
            transactions.inTransaction(() -> locks.lock(id).filter(this::isDue).ifPresent(conversation ->
                    agents.release(conversation, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
            return true;
        } catch (RuntimeException e) {
            LOG.error("The conversation {} could not be released; tried again soon", id, e);
            return false;
        }
    }

    /** Asked again of what is locked now: another node may have released it, and agents may be away again. */
    private boolean isDue(LockedConversation conversation) {
        LockedConversation.Hold hold = conversation.hold();
        return hold != null && conversations.agentsAvailableAt(hold.application()).filter(available -> !available.isBefore(hold.since())).isPresent();
    }
}
