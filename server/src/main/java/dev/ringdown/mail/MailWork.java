package dev.ringdown.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Sends the mails that are due. */
@Factory
class MailWork {

    @Singleton
    Task<QueuedMail> mail(MailQueue queue) {
        return Tasks.custom(MailQueue.TASK, QueuedMail.class).execute((work, context) -> queue.attempt(work.getId(), work.getData()));
    }
}
