package dev.ringdown.desk.figure;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** What happens to facts and figures by itself. */
@Factory
final class FigureWork {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);

    @Singleton
    Task<Void> figures(Folding folding) {
        return ScheduledWork.every("figures", PAUSE, folding::foldPending);
    }

    @Singleton
    Task<Void> figureSets(FigureSets sets) {
        return ScheduledWork.every("figure-sets", LONG_PAUSE, sets::tend);
    }
}
