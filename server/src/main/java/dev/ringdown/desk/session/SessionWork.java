package dev.ringdown.desk.session;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ringdown.desk.agent.PasswordResets;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** What happens to sessions and reset codes by itself. */
@Factory
final class SessionWork {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration CODES_PAUSE = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int TRIES = 20;

    @Singleton
    Task<Void> endedSessions(SessionService sessions) {
        return ScheduledWork.every("ended-sessions", PAUSE, sessions::sweep);
    }

    @Singleton
    Task<Void> expiredResetCodes(PasswordResets resets) {
        return ScheduledWork.every("expired-reset-codes", CODES_PAUSE, resets::forgetExpired);
    }

    @Singleton
    Task<ResetRequests.ResetRequest> resetRequests(ResetRequests requests) {
        return Tasks.oneTime(ResetRequests.TASK, ResetRequests.ResetRequest.class)
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(TRIES, new FailureHandler.OnFailureRetryLater<>(RETRY)))
                .execute((work, context) -> requests.answer(work.getData()));
    }
}
