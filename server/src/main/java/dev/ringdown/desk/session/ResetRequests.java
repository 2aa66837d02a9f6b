package dev.ringdown.desk.session;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.PasswordResets;
import dev.ringdown.store.Keys;
import dev.ringdown.store.ScheduledWork;
import jakarta.inject.Singleton;

import java.time.Clock;

/**
 * Takes requests for a reset URL (RequestPasswordReset). Whether there is such an agent is only looked up after the answer, as work of its
 * own, so that neither what is answered nor how long it takes tells.
 */
@Singleton
class ResetRequests {

    static final String TASK = "password-reset";

    private final LogonThrottle throttle;
    private final ScheduledWork work;
    private final PasswordResets resets;
    private final Clock clock;

    ResetRequests(LogonThrottle throttle, ScheduledWork work, PasswordResets resets, Clock clock) {
        this.throttle = throttle;
        this.work = work;
        this.resets = resets;
        this.clock = clock;
    }

    /** For whom a reset URL was asked for. */
    record ResetRequest(String emailAddress) {

        /** Leaves the address out. */
        @Override
        public String toString() {
            return "ResetRequest";
        }
    }

    /** @throws DeskException 429 for an address, known or not, that was asked for too often from this network address */
    void accept(String emailAddress, String networkAddress) {
        throttle.admitReset(Keys.caseless(emailAddress), networkAddress);
        work.once(new TaskInstance<>(TASK, UuidCreator.getTimeOrderedEpoch().toString(), new ResetRequest(emailAddress)), clock.instant());
    }

    void answer(ResetRequest request) {
        resets.mailUrl(request.emailAddress());
    }
}
