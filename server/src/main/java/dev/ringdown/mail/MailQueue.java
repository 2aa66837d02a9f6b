package dev.ringdown.mail;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.ringdown.security.UndecipherableSecretException;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails on their way to the mail server. One that is accepted is sent by one of the nodes, at least once; a second time only if a node or the
 * database ends between the mail server's answer and the note of it, and then under the same Message-ID. What cannot be sent is tried again after
 * growing pauses for 24 hours, and then given up; what the mail server refuses for good, at once.
 *
 * <p>The queue is {@link ScheduledWork} of its own kind and no table of its own: that is written in the sender's transaction, taken by one node
 * at a time, taken over from a node that dies, and retried at a time, which is all that a queue is. A mail is stored whole and encrypted, bound
 * to its id: it may hold what lets somebody in, such as a link to set a password.
 *
 * <p>Who gives a mail a reference is told what becomes of it, as the application event {@link MailOutcome}.
 */
@Singleton
public class MailQueue {

    static final String TASK = "mail";

    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(8));
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);
    /** Fewer than scheduled work has threads: a mail server that hangs must not hold up everything else that is due. */
    private static final int AT_A_TIME = 4;
    private static final Duration HANGS_AFTER = Duration.ofSeconds(2);
    private static final long WAIT_FOR_TURN_MILLIS = 1_000;
    private static final int SHORTEST_PUT_OFF_MILLIS = 5_000;
    private static final int LONGEST_PUT_OFF_MILLIS = 20_000;

    private final SmtpSettings settings;
    private final Smtp smtp;
    private final MailSeal seal;
    private final ScheduledWork work;
    private final ApplicationEventPublisher<MailOutcome> outcomes;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_A_TIME);
    /** When an attempt last began or ended, by {@link System#nanoTime}. */
    private volatile long moved = System.nanoTime();

    MailQueue(SmtpSettings settings, Smtp smtp, MailSeal seal, ScheduledWork work, ApplicationEventPublisher<MailOutcome> outcomes, Clock clock) {
        this.settings = settings;
        this.smtp = smtp;
        this.seal = seal;
        this.work = work;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @EventListener
    void onStartup(ServerStartupEvent event) {
        if (!settings.isPresent()) {
            LOG.warn("No mail server is set (RINGDOWN_SMTP_HOST): no mail will be sent");
        }
    }

    /** Whether there is a mail server in the settings, so that mails are sent at all. */
    public boolean hasMailServer() {
        return settings.isPresent();
    }

    /**
     * Accepts a mail: with the transaction around the call, if there is one, it is committed or gone. Without a mail server in the settings it
     * is dropped, and only its purpose logged.
     */
    public void send(Mail mail) {
        if (!settings.isPresent()) {
            LOG.info("Not sent, for no mail server is set: {}", mail.purpose());
            return;
        }
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Instant now = clock.instant();
        work.once(new TaskInstance<>(TASK, id, seal.seal(mail, id, now)), now);
    }

    /** Tries to send a mail that is due, and says what is to become of it. */
    CompletionHandler<QueuedMail> attempt(String id, QueuedMail queued) {
        if (queued.untold() != null) {
            return end(id, queued, queued.untold());
        }
        if (!isTurn()) {
            Instant later = clock.instant().plusMillis(ThreadLocalRandom.current().nextInt(SHORTEST_PUT_OFF_MILLIS, LONGEST_PUT_OFF_MILLIS));
            return (complete, operations) -> operations.reschedule(complete, later);
        }
        try {
            smtp.send(seal.open(queued, id), id, queued.queued());
        } catch (MailRefusedException e) {
            return giveUp(id, queued, e, e.getMessage());
        } catch (MailDelayedException e) {
            return later(id, queued, e, e.reason());
        } catch (UndecipherableSecretException e) {
            return later(id, queued, e, "it cannot be decrypted on this node");
        } finally {
            moved = System.nanoTime();
            turns.release();
        }
        LOG.info("Mail {} sent: {}", id, queued.purpose());
        return end(id, queued, outcome(queued, MailOutcome.Result.SENT, null, null));
    }

    /** Waits a little where mails are on the move; holds no thread back where the mail server hangs. */
    private boolean isTurn() {
        boolean hangs = System.nanoTime() - moved > HANGS_AFTER.toNanos();
        try {
            boolean turn = turns.tryAcquire(hangs ? 0 : WAIT_FOR_TURN_MILLIS, TimeUnit.MILLISECONDS);
            if (turn) {
                moved = System.nanoTime();
            }
            return turn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompletionHandler<QueuedMail> later(String id, QueuedMail queued, Exception cause, String reason) {
        Instant next = clock.instant().plus(PAUSES.get(Math.min(queued.attempts(), PAUSES.size() - 1)));
        if (next.isAfter(queued.queued().plus(LIFE))) {
            return giveUp(id, queued, cause, reason);
        }
        LOG.info("Mail {} not sent, to be tried again at {}: {}: {}", id, next, queued.purpose(), cause.getMessage());
        tell(id, queued, outcome(queued, MailOutcome.Result.DELAYED, reason, next));
        return (complete, operations) -> operations.reschedule(
                ExecutionComplete.failure(complete.getExecution(), complete.getTimeDone(), complete.getTimeDone(), cause),
                next, queued.triedAgain());
    }

    private CompletionHandler<QueuedMail> giveUp(String id, QueuedMail queued, Exception cause, String reason) {
        LOG.warn("Mail {} given up after {} attempts: {}: {}", id, queued.attempts() + 1, queued.purpose(), cause.getMessage());
        return end(id, queued, outcome(queued, MailOutcome.Result.GIVEN_UP, reason, null));
    }

    /**
     * Takes a mail off the queue once it is told what has become of it: if this node ends in between, another one sends and tells again. What
     * could not be told waits in its place, without the mail, so that it is not sent again for that.
     */
    private CompletionHandler<QueuedMail> end(String id, QueuedMail queued, MailOutcome outcome) {
        if (tell(id, queued, outcome) || clock.instant().isAfter(outcome.at().plus(LIFE))) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        Instant later = clock.instant().plus(TELL_AGAIN);
        return (complete, operations) -> operations.reschedule(complete, later, queued.over(outcome));
    }

    /** @return whether everybody knows who wants to */
    private boolean tell(String id, QueuedMail queued, MailOutcome outcome) {
        if (queued.reference() == null) {
            return true;
        }
        try {
            outcomes.publishEvent(outcome);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("What has become of mail {} could not be told: {}", id, queued.purpose(), e);
            return false;
        }
    }

    private MailOutcome outcome(QueuedMail queued, MailOutcome.Result result, @Nullable String reason, @Nullable Instant next) {
        return new MailOutcome(queued.reference(), clock.instant(), result, reason, next);
    }
}
