package dev.ringdown.desk.event;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events are kept for 24 hours. What is kept has no gaps: deleted is from the first number on, up to the first event that is younger. */
@Singleton
class EventRetention {

    static final Duration KEPT = Duration.ofHours(24);
    static final int AT_ONCE = 500;

    private final DeskEventRepository repository;
    private final Clock clock;

    EventRetention(DeskEventRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** In small transactions. Those without a number stay, and so does the count. */
    void deleteOld() {
        Instant before = clock.instant().minus(KEPT);
        long deleted = 0;
        long last;
        do {
            List<DeskEventRepository.Age> oldest = repository.ages(deleted, AT_ONCE);
            last = oldest.stream().takeWhile(event -> event.occurredAt().isBefore(before)).mapToLong(DeskEventRepository.Age::number).max().orElse(0);
            if (last > 0) {
                repository.delete(deleted, last);
                deleted = last;
            }
        } while (last > 0);
    }
}
