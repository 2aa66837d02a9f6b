package dev.ringdown.desk.workinghours;

import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;

/** The hours of the week in which the company answers. Read from the database when asked for, so that new hours hold on every node at once. */
@Singleton
public class WorkingHours {

    private final WorkingHoursRepository repository;
    private final DeskSettings settings;
    private final Transactions transactions;

    WorkingHours(WorkingHoursRepository repository, DeskSettings settings, Transactions transactions) {
        this.repository = repository;
        this.settings = settings;
        this.transactions = transactions;
    }

    /**
     * Whether a moment lies within the working hours: what counts is what the wall clock of the company's time zone shows then. An hour that
     * the clocks repeat counts both times, one that they leave out never comes. Always true until hours were set. Two statements.
     */
    public boolean isOpen(Instant moment) {
        return week().isOpen(moment, settings.timeZone());
    }

    /** One statement. */
    Week week() {
        List<WorkingSpan> set = repository.all();
        return set.isEmpty() ? Week.ALWAYS_OPEN : new Week(set);
    }

    /** Replaces the hours of the whole week. */
    void set(Week week) {
        transactions.inTransaction(() -> {
            // Monday's first row comes first and is never removed, so it orders those who set the hours at the same time.
            WorkingSpan first = week.spans().get(0);
            put(first);
            repository.removeAllBut(first.day(), first.position());
            week.spans().stream().skip(1).forEach(this::put);
        });
    }

    private void put(WorkingSpan span) {
        repository.put(span.day(), span.position(), span.open(), span.startTime(), span.endTime());
    }
}
