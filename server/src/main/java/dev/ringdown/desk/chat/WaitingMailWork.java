package dev.ringdown.desk.chat;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** Tells agents by mail that chats wait. */
@Factory
final class WaitingMailWork {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Singleton
    Task<Void> waitingMails(WaitingMail mail) {
        return ScheduledWork.every("waiting-chats-mail", PAUSE, mail::tellThoseDue);
    }
}
