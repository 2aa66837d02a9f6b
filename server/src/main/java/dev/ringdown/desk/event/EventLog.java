package dev.ringdown.desk.event;

import jakarta.inject.Singleton;

import java.util.List;

/** Reads the numbered events of the desk. Those that are kept follow each other without a gap, up to the last one. */
@Singleton
public class EventLog {

    private final DeskEventRepository repository;

    EventLog(DeskEventRepository repository) {
        this.repository = repository;
    }

    /** The last number that was given so far; 0 before the first one. */
    public long lastNumber() {
        return repository.lastNumber();
    }

    /** Whether the event of this number is there: it was given, and the event is not deleted yet. */
    public boolean has(long number) {
        return repository.find(number).isPresent();
    }

    /** The events behind a number, in their order. */
    public List<DeskEvent> after(long number, int limit) {
        return repository.after(number, limit);
    }
}
