package dev.ringdown.hub.delivery;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps this node's share of the lanes moving: claims those on which something is due, posts their messages one after the other, and
 * goes on. Woken when a message is stored here, and looking by itself five times a second for what other nodes have left. So many
 * calls at a time in all, and so many per receiver, that one that hangs slows no other.
 */
@Singleton
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final int AT_A_TIME = 256;
    private static final int AT_A_TIME_PER_RECEIVER = 32;
    private static final int CLAIMED_AT_ONCE = 32;
    /** After so many messages of one lane the others get their turn. */
    private static final int MESSAGES_PER_LEASE = 20;
    private static final long LOOK_EVERY_MILLIS = 200;
    /** A call takes 5 s at the most. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(7);

    private final Lanes lanes;
    private final Callbacks callbacks;
    private final PausedRoles paused;
    private final ExecutorService blocking;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<UUID, AtomicInteger> perReceiver = new ConcurrentHashMap<>();
    private volatile Thread thread;

    Dispatcher(Lanes lanes, Callbacks callbacks, PausedRoles paused, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.lanes = lanes;
        this.callbacks = callbacks;
        this.paused = paused;
        this.blocking = blocking;
    }

    @EventListener
    void onStartup(ServerStartupEvent event) {
        thread = new Thread(this::run, "delivery-dispatcher");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops claiming, and lets what is under way come to its end: what is cut off would be delivered twice. */
    @EventListener
    void onShutdown(ShutdownEvent event) {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
        long began = System.nanoTime();
        while (underWay.get() > 0 && System.nanoTime() - began < LONGEST_STOP.toNanos()) {
            pause();
        }
    }

    /** Something may be due. */
    void wake() {
        // One permit is enough for any number of messages.
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void run() {
        boolean failing = false;
        while (thread == Thread.currentThread()) {
            try {
                if (!claim()) {
                    wakeUps.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                    wakeUps.drainPermits();
                }
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // Whatever it was: a node whose dispatcher has ended would look healthy and deliver nothing.
                if (!failing) {
                    LOG.warn("Deliveries cannot be claimed; trying again", e);
                }
                failing = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there may be more to claim at once */
    private boolean claim() {
        int room = Math.min(CLAIMED_AT_ONCE, AT_A_TIME - underWay.get());
        if (room <= 0) {
            return false;
        }
        Set<UUID> except = callbacks.resting();
        perReceiver.entrySet().stream()
                .filter(entry -> entry.getValue().get() >= AT_A_TIME_PER_RECEIVER)
                .forEach(entry -> except.add(entry.getKey()));
        List<Lanes.Leased> claimed = lanes.claim(except, room);
        for (Lanes.Leased leased : claimed) {
            underWay.incrementAndGet();
            perReceiver.computeIfAbsent(leased.lane().applicationId(), id -> new AtomicInteger()).incrementAndGet();
            blocking.execute(() -> work(leased, MESSAGES_PER_LEASE));
        }
        return claimed.size() == room;
    }

    /** Posts the next message of a lane, without a thread while the receiver takes its time. */
    private void work(Lanes.Leased leased, int messagesLeft) {
        try {
            DueDelivery delivery = lanes.next(leased).orElse(null);
            if (!leased.isLongEnough()) {
                lanes.giveUp(leased);
                done(leased);
            } else if (delivery == null) {
                lanes.rest(leased);
                done(leased);
            } else if (lanes.isExpired(delivery)) {
                goOn(leased, messagesLeft, System.nanoTime(), lanes.finish(leased, delivery, "given up: it waited too long", messagesLeft > 1));
            } else {
                callbacks.post(leased.lane().receiver(), delivery)
                        .thenAcceptAsync(outcome -> note(leased, delivery, outcome, messagesLeft), blocking)
                        .exceptionally(failure -> fail(leased, failure));
            }
        } catch (RuntimeException e) {
            fail(leased, e);
        }
    }

    private void note(Lanes.Leased leased, DueDelivery delivery, Outcome outcome, int messagesLeft) {
        if (outcome instanceof Outcome.Delivered) {
            goOn(leased, messagesLeft, System.nanoTime(), lanes.finish(leased, delivery, null, messagesLeft > 1));
        } else if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("Delivery {} failed for good: {}", delivery.id(), refused.error());
            goOn(leased, messagesLeft, System.nanoTime(), lanes.finish(leased, delivery, refused.error(), messagesLeft > 1));
        } else if (outcome instanceof Outcome.Gone gone) {
            LOG.warn("Delivery {} failed for good: {}. The role {} of the client application {} is not called again until it is replaced",
                    delivery.id(), gone.error(), leased.lane().role(), gone.receiver().id());
            paused.pause(gone.receiver(), leased.lane().role());
            goOn(leased, messagesLeft, System.nanoTime(), lanes.finish(leased, delivery, gone.error(), false));
        } else if (outcome instanceof Outcome.TryAgain failure) {
            LOG.info("Delivery {} failed, to be tried again: {}", delivery.id(), failure.error());
            lanes.tryLater(leased, delivery, failure);
            done(leased);
        } else {
            lanes.putBack(leased);
            done(leased);
        }
    }

    private void goOn(Lanes.Leased leased, int messagesLeft, long renewed, boolean more) {
        if (more) {
            work(leased.renewed(renewed), messagesLeft - 1);
        } else {
            done(leased);
        }
    }

    /** The lease is left to run out: another attempt is made then, here or elsewhere. */
    private Void fail(Lanes.Leased leased, Throwable failure) {
        LOG.error("The lane {} could not be worked on; it is taken up again when its lease ends", leased.lane().id(), failure);
        done(leased);
        return null;
    }

    private void done(Lanes.Leased leased) {
        perReceiver.get(leased.lane().applicationId()).decrementAndGet();
        underWay.decrementAndGet();
        wake();
    }
}
