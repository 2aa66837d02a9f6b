package dev.ringdown.hub.delivery;

import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.MomentaryMessage;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Posts what matters for a moment only, such as that somebody types: once, and not at all to a receiver that is busy with as many. It shares
 * nothing with the lanes but the client, so no message waits for it. What fails is not worth a word.
 */
@Singleton
class MomentaryPosts {

    private static final Logger LOG = LoggerFactory.getLogger(MomentaryPosts.class);

    private static final int AT_A_TIME = 128;
    private static final int AT_A_TIME_PER_RECEIVER = 8;
    /** A call takes 5 s at the most: with none begun later than this, all is over after 10 s. */
    private static final Duration LAST_CALL = Duration.ofSeconds(5);

    private final Callbacks callbacks;
    private final ExecutorService blocking;
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final Map<Receiver, Semaphore> perReceiver = new ConcurrentHashMap<>();

    MomentaryPosts(Callbacks callbacks, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.callbacks = callbacks;
        this.blocking = blocking;
    }

    /** Never fails, never waits. */
    void post(MomentaryMessage event, Conversation conversation, Receiver receiver) {
        Semaphore own = perReceiver.computeIfAbsent(receiver, added -> new Semaphore(AT_A_TIME_PER_RECEIVER));
        if (!own.tryAcquire()) {
            LOG.debug("{} was dropped: {} is busy", event.type(), receiver);
            return;
        }
        if (!room.tryAcquire()) {
            own.release();
            LOG.debug("{} was dropped: all are busy", event.type());
            return;
        }
        long begun = System.nanoTime();
        try {
            blocking.execute(() -> callbacks.post(receiver, event, conversation, () -> System.nanoTime() - begun < LAST_CALL.toNanos())
                    .whenComplete((outcome, failure) -> {
                        LOG.debug("{} to {}: {}", event.type(), receiver, failure == null ? outcome : failure);
                        room.release();
                        own.release();
                    }));
        } catch (RejectedExecutionException stopping) {
            room.release();
            own.release();
        }
    }
}
