package dev.ringdown.desk.event;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** What happens to events by itself, besides their numbering. */
@Factory
final class EventWork {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Singleton
    Task<Void> eventRetention(EventRetention retention) {
        return ScheduledWork.every("event-retention", PAUSE, retention::deleteOld);
    }
}
