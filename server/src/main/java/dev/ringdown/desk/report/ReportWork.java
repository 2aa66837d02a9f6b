package dev.ringdown.desk.report;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** Mails reports when they are due. */
@Factory
final class ReportWork {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Singleton
    Task<Void> scheduledReports(ScheduledReports reports) {
        return ScheduledWork.every("scheduled-reports", PAUSE, reports::mailThoseDue);
    }
}
