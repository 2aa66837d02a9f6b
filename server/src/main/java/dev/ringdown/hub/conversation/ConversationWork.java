package dev.ringdown.hub.conversation;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** What happens to conversations by itself. */
@Factory
final class ConversationWork {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Singleton
    Task<Void> timeouts(ConversationTimeouts timeouts) {
        return ScheduledWork.every("conversation-timeouts", PAUSE, timeouts::endDue);
    }

    /** Mostly done already by the node that heard of the agents; this is for when it could not. */
    @Singleton
    Task<Void> releases(HeldConversations held) {
        return ScheduledWork.every("conversation-releases", PAUSE, held::releaseDue);
    }
}
