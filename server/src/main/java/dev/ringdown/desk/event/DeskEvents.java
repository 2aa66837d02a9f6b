package dev.ringdown.desk.event;

import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes down what happens at the desk, in the transaction of the change itself: an event is committed with its change or not at all. An event
 * names what has changed and holds nothing of it; what agents are sent is read when it is sent. It gets its number right after the commit.
 */
@Singleton
public class DeskEvents {

    private final DeskEventRepository repository;
    private final EventNumbering numbering;
    private final Transactions transactions;
    private final Clock clock;

    DeskEvents(DeskEventRepository repository, EventNumbering numbering, Transactions transactions, Clock clock) {
        this.repository = repository;
        this.numbering = numbering;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A chat was made, or has changed its state, holder, tags or customer. */
    public void chatChanged(long chatId) {
        repository.addOfChat(chatId, null, now());
        transactions.afterCommit(numbering::wake);
    }

    /** A chat has moved to another department: those whom it has left hear of it once more. */
    public void chatMoved(long chatId, long formerDepartmentId) {
        repository.addOfChat(chatId, formerDepartmentId, now());
        transactions.afterCommit(numbering::wake);
    }

    /** A message that people read was stored, or its status or content has changed. */
    public void messageChanged(UUID conversationId, long sequence) {
        repository.addOfMessage(conversationId, sequence, now());
        transactions.afterCommit(numbering::wake);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
