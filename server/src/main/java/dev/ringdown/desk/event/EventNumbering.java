package dev.ringdown.desk.event;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Gives committed events their numbers: one sequence of the whole desk, without gaps, in which all of one conversation keeps its order. Ids of
 * events cannot be the numbers: a transaction that is rolled back leaves a gap, and one that is slow commits behind later ones. Of one
 * conversation, though, whose lock orders its transactions, the ids rise with the commits.
 *
 * <p>Any node numbers whatever waits. The writing one does at once, on one thread of its own, so that no request waits for it and however many
 * events come meanwhile are numbered together; what a node that died has left, the others find within a second.
 */
@Singleton
public class EventNumbering {

    private static final Logger LOG = LoggerFactory.getLogger(EventNumbering.class);

    static final int AT_ONCE = 500;
    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** Under load many small transactions follow each other closely: their events are numbered in few statements. */
    private static final long PAUSE_MILLIS = 20;

    private final DeskEventRepository repository;
    private final Semaphore wakeUps = new Semaphore(0);
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Thread numbering;

    EventNumbering(DeskEventRepository repository) {
        this.repository = repository;
    }

    @EventListener
    void onStartup(ServerStartupEvent event) {
        Thread thread = new Thread(this::numberForEver, "event-numbering");
        thread.setDaemon(true);
        numbering = thread;
        thread.start();
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        Thread running = numbering;
        numbering = null;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Runs something, quickly, each time that this node has numbered events. */
    public void whenNumbered(Runnable follower) {
        followers.add(follower);
    }

    /** An event was committed. */
    void wake() {
        // One permit is enough for any number of events.
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void numberForEver() {
        boolean failing = false;
        while (numbering == Thread.currentThread()) {
            try {
                boolean woken = wakeUps.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                wakeUps.drainPermits();
                numberAll();
                failing = false;
                if (woken) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Said once; the next look comes within a second.
                if (!failing && numbering != null) {
                    LOG.warn("Events of the desk could not be numbered; trying again", e);
                }
                failing = true;
            }
        }
    }

    /** Numbers all events that wait when it is called. */
    void numberAll() {
        boolean more;
        do {
            // Before the events: as long as the count is the same, nobody has numbered any of them.
            long lastNumber = repository.lastNumber();
            List<Long> ids = repository.unnumbered(AT_ONCE);
            boolean numbered = !ids.isEmpty() && repository.number(ids, ids.size(), lastNumber) > 0;
            if (numbered) {
                followers.forEach(Runnable::run);
            }
            // Where another node was first, what is left of them is looked for again.
            more = numbered ? ids.size() == AT_ONCE : !ids.isEmpty();
        } while (more);
    }
}
