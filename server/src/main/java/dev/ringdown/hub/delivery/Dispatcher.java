package dev.ringdown.hub.delivery;

import dev.ringdown.api.conversationmanager.model.RoleName;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps this node's share of the lanes moving: claims those on which something is due, posts their messages one after the other, and
 * goes on. Woken when a message is stored here, and looking by itself five times a second for what other nodes have left. So many
 * calls at a time in all, and so many per receiver, that one that hangs slows no other.
 *
 * <p>One thread claims, for all receivers that may have something due; another writes down what came of calls, as many at once as have ended
 * while it wrote the last ones down. No thread waits for a receiver.
 */
@Singleton
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final int AT_A_TIME = 512;
    private static final int AT_A_TIME_PER_RECEIVER = 32;
    /** No receiver gets more than this share of the room that is left: however many of them hang, there is some for the others. */
    private static final int SHARE_OF_THE_ROOM = 8;
    private static final int RECEIVERS_PER_CLAIM = 16;
    private static final int NOTED_AT_ONCE = 100;
    private static final int GIVEN_UP_AT_ONCE = 100;
    /** After so many messages of one lane the others get their turn. */
    private static final int MESSAGES_PER_LEASE = 20;
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final Duration LOOK_FOR_EXPIRED_EVERY = Duration.ofSeconds(10);
    /** A call takes 5 s at the most. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(7);

    private final Lanes lanes;
    private final Callbacks callbacks;
    private final PausedRoles paused;
    private final UnreachableMail unreachable;
    private final DeliveryMetrics metrics;
    private final ExecutorService blocking;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<Receiver, Traffic> receivers = new ConcurrentHashMap<>();
    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private volatile Thread claiming;
    private volatile Thread noting;
    private long lookedAt;
    private long lookedForExpiredAt;

    Dispatcher(Lanes lanes, Callbacks callbacks, PausedRoles paused, UnreachableMail unreachable, DeliveryMetrics metrics,
               @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.lanes = lanes;
        this.callbacks = callbacks;
        this.paused = paused;
        this.unreachable = unreachable;
        this.metrics = metrics;
        this.blocking = blocking;
    }

    /** What this node does for one receiver. */
    private static final class Traffic {
        private final AtomicInteger underWay = new AtomicInteger();
        /** Whether one of its lanes may be due that nobody works on. */
        private volatile boolean due;
    }

    /** A lane to be worked on. */
    private record Work(Leased leased, int messagesLeft) {
    }

    @EventListener
    void onStartup(ServerStartupEvent event) {
        lookedAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS);
        lookedForExpiredAt = lookedAt;
        claiming = thread("delivery-dispatcher", this::claimForEver);
        noting = thread("delivery-notes", this::noteForEver);
        noting.start();
        claiming.start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Stops claiming, and lets what is under way come to its end: what is cut off would be delivered twice. */
    @EventListener
    void onShutdown(ShutdownEvent event) {
        Thread running = claiming;
        claiming = null;
        if (running != null) {
            running.interrupt();
        }
        long began = System.nanoTime();
        while (underWay.get() > 0 && System.nanoTime() - began < LONGEST_STOP.toNanos()) {
            pause();
        }
        Thread writing = noting;
        noting = null;
        if (writing != null) {
            writing.interrupt();
        }
    }

    /** Something may be due for a receiver. */
    void wake(Receiver receiver) {
        traffic(receiver).due = true;
        wake();
    }

    private void wake() {
        // One permit is enough for any number of messages.
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private Traffic traffic(Receiver receiver) {
        return receivers.computeIfAbsent(receiver, added -> new Traffic());
    }

    private void claimForEver() {
        boolean failing = false;
        while (claiming == Thread.currentThread()) {
            try {
                look();
                if (!claim()) {
                    long left = TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS) - (System.nanoTime() - lookedAt);
                    wakeUps.tryAcquire(left, TimeUnit.NANOSECONDS);
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

    /** Looks for what other nodes have left, what is to be tried again, and what expires while its receiver rests or is busy. */
    private void look() {
        long now = System.nanoTime();
        if (now - lookedAt < TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS)) {
            return;
        }
        lookedAt = now;
        List<Receiver> due = lanes.due();
        due.forEach(receiver -> traffic(receiver).due = true);
        if (now - lookedForExpiredAt >= LOOK_FOR_EXPIRED_EVERY.toNanos()) {
            lookedForExpiredAt = now;
            for (Receiver receiver : due) {
                if (callbacks.rests(receiver) || traffic(receiver).underWay.get() >= AT_A_TIME_PER_RECEIVER) {
                    begin(lanes.claimExpired(receiver, GIVEN_UP_AT_ONCE));
                }
            }
        }
    }

    /** @return whether there may be more to claim at once */
    private boolean claim() {
        Map<Receiver, Integer> limits = limits();
        if (limits.isEmpty()) {
            return false;
        }
        List<Leased> claimed;
        try {
            limits.keySet().forEach(receiver -> traffic(receiver).due = false);
            claimed = lanes.claim(limits);
        } catch (RuntimeException e) {
            limits.keySet().forEach(receiver -> traffic(receiver).due = true);
            throw e;
        }
        limits.forEach((receiver, limit) -> {
            if (claimed.stream().filter(leased -> leased.lane().receiver().equals(receiver)).count() == limit) {
                traffic(receiver).due = true;
            }
        });
        begin(claimed);
        return true;
    }

    /** How many lanes may be claimed for each receiver that may have something due. */
    private Map<Receiver, Integer> limits() {
        List<Map.Entry<Receiver, Traffic>> due = new ArrayList<>(receivers.entrySet());
        due.removeIf(entry -> !entry.getValue().due || callbacks.rests(entry.getKey()));
        Collections.shuffle(due);
        Map<Receiver, Integer> limits = new LinkedHashMap<>();
        int room = AT_A_TIME - underWay.get();
        for (Map.Entry<Receiver, Traffic> entry : due) {
            int limit = Math.min(AT_A_TIME_PER_RECEIVER, room / SHARE_OF_THE_ROOM + 1) - entry.getValue().underWay.get();
            if (room > 0 && limit > 0 && limits.size() < RECEIVERS_PER_CLAIM) {
                limits.put(entry.getKey(), Math.min(limit, room));
                room -= limit;
            }
        }
        return limits;
    }

    private void begin(List<Leased> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        for (Leased leased : claimed) {
            underWay.incrementAndGet();
            traffic(leased.lane().receiver()).underWay.incrementAndGet();
        }
        goOn(claimed.stream().map(leased -> new Work(leased, MESSAGES_PER_LEASE)).toList());
    }

    private void goOn(List<Work> work) {
        if (work.isEmpty()) {
            return;
        }
        try {
            blocking.execute(() -> post(work));
        } catch (RuntimeException e) {
            work.forEach(one -> fail(one.leased, e));
        }
    }

    /** Posts the next message of each lane, without a thread while the receivers take their time. */
    private void post(List<Work> work) {
        Map<Long, DueDelivery> next;
        try {
            next = lanes.next(work.stream().map(Work::leased).toList());
        } catch (RuntimeException e) {
            work.forEach(one -> fail(one.leased, e));
            return;
        }
        for (Work one : work) {
            try {
                post(one, next.get(one.leased.lane().id()));
            } catch (RuntimeException e) {
                fail(one.leased, e);
            }
        }
    }

    private void post(Work work, DueDelivery delivery) {
        Leased leased = work.leased;
        long began = System.nanoTime();
        if (delivery == null) {
            lanes.putToRest(leased);
            done(leased);
        } else if (delivery.expired()) {
            ended(work, delivery, began, new Outcome.Expired());
        } else if (delivery.held() || !leased.outlastsAnAttempt()) {
            ended(work, delivery, began, Outcome.Waiting.NOT_AT_ALL);
        } else {
            callbacks.post(leased.lane().receiver(), delivery, leased::outlastsACall).whenComplete((outcome, failure) -> {
                if (failure == null) {
                    ended(work, delivery, began, outcome);
                } else {
                    fail(leased, failure);
                }
            });
        }
    }

    /** May run on a thread of the HTTP client: must not block. */
    private void ended(Work work, DueDelivery delivery, long began, Outcome outcome) {
        boolean stopping = claiming == null;
        Attempt attempt = new Attempt(work.leased, delivery, outcome, began, System.nanoTime() - began, stopping ? 0 : work.messagesLeft - 1);
        if (outcome instanceof Outcome.Final end) {
            blocking.execute(() -> giveUp(attempt, end));
        } else {
            ended.add(attempt);
        }
    }

    private void giveUp(Attempt attempt, Outcome.Final end) {
        try {
            if (end instanceof Outcome.Gone gone) {
                LOG.warn("Delivery {} failed for good: {}. The role {} of the client application {} is not called again until it is replaced",
                        attempt.delivery().id(), gone.error(), attempt.leased().lane().role(), gone.receiver().id());
                paused.pause(gone.receiver(), attempt.leased().lane().role());
            } else {
                LOG.warn("Delivery {} failed for good: {}", attempt.delivery().id(), end.error());
            }
            long now = System.nanoTime();
            Lanes.Next next = lanes.giveUp(attempt);
            if (next != Lanes.Next.LOST) {
                metrics.failed();
            }
            goOn(after(attempt, next, now));
        } catch (RuntimeException e) {
            fail(attempt.leased(), e);
        }
    }

    private void noteForEver() {
        while (noting == Thread.currentThread()) {
            try {
                List<Attempt> group = new ArrayList<>();
                group.add(ended.take());
                ended.drainTo(group, NOTED_AT_ONCE - 1);
                note(group);
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                LOG.error("What came of deliveries could not be written down; they are repeated when their leases end", e);
            }
        }
    }

    private void note(List<Attempt> group) {
        // In one order on all nodes, so that two groups never wait for each other crosswise.
        group.sort(Comparator.comparingLong(Attempt::laneId));
        List<Work> kept = new ArrayList<>();
        List<Attempt> busy = note(group, false, kept);
        for (Attempt attempt : busy) {
            note(List.of(attempt), true, kept);
        }
        goOn(kept);
    }

    /**
     * @param kept takes the lanes that go on
     * @return those of the group that somebody else is at just now
     */
    private List<Attempt> note(List<Attempt> group, boolean wait, List<Work> kept) {
        long now = System.nanoTime();
        List<Lanes.Next> next;
        try {
            next = lanes.note(group, wait);
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                // One of them may be the cause: the others need not suffer for it.
                return group;
            }
            fail(group.get(0).leased(), e);
            return List.of();
        }
        List<Attempt> busy = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Attempt attempt = group.get(i);
            if (next.get(i) == Lanes.Next.BUSY) {
                busy.add(attempt);
            } else {
                tell(attempt, next.get(i));
                kept.addAll(after(attempt, next.get(i), now));
            }
        }
        return busy;
    }

    private void tell(Attempt attempt, Lanes.Next next) {
        if (next == Lanes.Next.LOST) {
            LOG.info("Delivery {} was taken over by another worker meanwhile; what came of this attempt is not noted: {}", attempt.delivery().id(),
                    attempt.outcome());
        } else if (attempt.isDelivered()) {
            metrics.delivered(attempt.delivery(), Duration.ofNanos(attempt.nanos()));
            unreachable.delivered(attempt.leased().lane().applicationId(), RoleName.toEnum(attempt.leased().lane().role()));
        } else if (attempt.outcome() instanceof Outcome.TryAgain failure) {
            LOG.info("Delivery {} failed, to be tried again: {}", attempt.delivery().id(), failure.error());
            metrics.retried();
        }
    }

    /** @return the lane, if this worker goes on with it */
    private List<Work> after(Attempt attempt, Lanes.Next next, long renewed) {
        if (next == Lanes.Next.KEPT) {
            return List.of(new Work(attempt.leased().renewed(renewed), attempt.messagesLeft()));
        }
        if (next == Lanes.Next.DUE) {
            traffic(attempt.leased().lane().receiver()).due = true;
        }
        done(attempt.leased());
        return List.of();
    }

    /** The lease is left to run out: another attempt is made then, here or elsewhere. */
    private void fail(Leased leased, Throwable failure) {
        LOG.error("The lane {} could not be worked on; it is taken up again when its lease ends", leased.lane().id(), failure);
        done(leased);
    }

    private void done(Leased leased) {
        Traffic traffic = traffic(leased.lane().receiver());
        traffic.underWay.decrementAndGet();
        underWay.decrementAndGet();
        if (traffic.due) {
            wake();
        }
    }
}
