package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Instant;

/**
 * Writes down what counts, in the transaction of the change itself and right after it: a fact is committed with its change or not at all. Each
 * call is one statement that adds a row and waits for nobody: no two changes at the desk wait for each other because both count. Figures are
 * made of the facts a moment later ({@link Folding}); who reads figures sees the facts that are in none yet, too.
 */
@Singleton
public class Facts {

    private final FactRepository repository;

    Facts(FactRepository repository) {
        this.repository = repository;
    }

    /** A chat was made. */
    public void started(long chatId) {
        repository.addStarted(chatId, FactKind.STARTED_NEW.number(), FactKind.STARTED_RETURNING.number());
    }

    /** A chat was moved to the department that it is in now. */
    public void entered(long chatId, Instant at) {
        repository.addEntered(chatId, at, FactKind.ENTERED_NEW.number(), FactKind.ENTERED_RETURNING.number());
    }

    /** An agent took a chat or was given it. */
    public void assigned(long chatId) {
        repository.addAssigned(FactKind.ASSIGNED.number(), chatId);
    }

    /** An agent was the first to answer in a chat. */
    public void responded(long chatId, long agentId) {
        repository.addResponded(FactKind.RESPONDED.number(), chatId, agentId);
    }

    /** A chat was closed. */
    public void closed(long chatId) {
        repository.addClosed(FactKind.CLOSED.number(), chatId);
    }

    /** A tag was put on a chat. */
    public void tagged(long chatId, long tagId) {
        repository.addTagged(FactKind.TAGGED.number(), chatId, tagId, 1);
    }

    /** The tags of a department were put on a chat that has entered it at that moment. */
    public void taggedOnEntry(long chatId, long departmentId, Instant at) {
        repository.addTaggedOnEntry(FactKind.TAGGED.number(), chatId, departmentId, at);
    }

    /** A tag is about to be taken off a chat that carries it: it no longer counts where and when it was put on. */
    public void untagged(long chatId, long tagId) {
        repository.addTagged(FactKind.TAGGED.number(), chatId, tagId, -1);
    }

    /**
     * A conversation reached the desk while nobody was there for it.
     *
     * @param withinHours  whether the hours would have been right, but nobody was Online
     * @param held         whether it waits for the desk; else it has ended
     * @param departmentId the one that it was for
     */
    public void contact(boolean withinHours, boolean held, @Nullable Long departmentId, Instant at) {
        FactKind kind = withinHours ? held ? FactKind.NOBODY_ONLINE_HELD : FactKind.NOBODY_ONLINE_ENDED
                : held ? FactKind.OUT_OF_HOURS_HELD : FactKind.OUT_OF_HOURS_ENDED;
        repository.addContact(kind.number(), departmentId, at);
    }
}
