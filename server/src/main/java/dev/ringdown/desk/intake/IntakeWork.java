package dev.ringdown.desk.intake;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** What happens to arriving customers by itself. */
@Factory
final class IntakeWork {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Singleton
    Task<Void> silentCustomers(WelcomeMenu menu) {
        return ScheduledWork.every("welcome-menu-timeouts", PAUSE, menu::leadSilent);
    }

    @Singleton
    Task<Void> heldChats(Releases releases) {
        return ScheduledWork.every("chat-releases", PAUSE, releases::releaseDue);
    }
}
