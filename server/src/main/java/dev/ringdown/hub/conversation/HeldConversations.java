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
        conversations.agentsAvailable(application, now);
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
            due.forEach(conversation -> release(conversation.id()));
        } while (due.size() == AT_A_TIME);
    }

    private void release(UUID id) {
        transactions.inTransaction(() -> locks.lock(id).ifPresent(conversation ->
                agents.release(conversation, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
    }
}
