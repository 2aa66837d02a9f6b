package dev.ringdown.desk.stream;

import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.event.DeskEvent;
import dev.ringdown.desk.event.EventLog;
import dev.ringdown.desk.event.EventNumbering;
import dev.ringdown.desk.event.EventStreams;
import dev.ringdown.desk.session.StreamRights;
import dev.ringdown.desk.session.StreamSessions;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Feeds the event streams that are open on this node: reads new events once for all of them, and keeps the last ones for those that are a little
 * behind. One thread does it, while there is a stream; woken when this node has numbered events, and looking by itself five times a second for
 * those of other nodes. Two more read for streams that are further behind.
 *
 * <p>Before each batch, and at least once a second, it asks which sessions still live and what their agents may see: whoever has lost a department
 * gets nothing more of it, whoever has no session any more no more at all.
 */
@Singleton
class EventFeed implements EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    static final int STREAMS_PER_SESSION = 8;
    private static final int AT_ONCE = 200;
    private static final int KEPT = 4_000;
    private static final long KEPT_BYTES = 16 * 1024 * 1024;
    /** What was read longer ago is read again: a chat may have moved on since, or a customer has deleted what was said. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int PAGES_KEPT = 16;
    private static final int READERS = 2;

    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** However much happens: of the time that it takes to feed all streams, so many times as much is left to others. */
    private static final int REST = 3;
    private static final long RIGHTS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration KEEP_EVERY = StreamSessions.KEPT_FOR.dividedBy(3);

    private final EventLog log;
    private final EventWriter writer;
    private final StreamSessions sessions;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);
    /** In the order in which they were opened. */
    private final Set<EventStream> streams = new LinkedHashSet<>();
    /** Sessions of which a stream has ended. */
    private final Queue<Long> left = new ConcurrentLinkedQueue<>();
    private final Deque<Window> pages = new ArrayDeque<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, daemons("event-pages"));
    /** By session, when it was last kept. */
    private final Map<Long, Instant> keptAt = new HashMap<>();
    private volatile @Nullable Window window;
    private volatile boolean stopped;
    private Thread feeding;
    private long rightsReadAt;

    EventFeed(EventLog log, EventWriter writer, StreamSessions sessions, EventNumbering numbering, Clock clock) {
        this.log = log;
        this.writer = writer;
        this.sessions = sessions;
        this.clock = clock;
        numbering.whenNumbered(this::wake);
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public Publisher<byte[]> open(long sessionId, @Nullable Long lastEventId) {
        if (stopped) {
            throw DeskException.unavailable(Duration.ofSeconds(1));
        }
        long last = log.lastNumber();
        if (lastEventId == null || lastEventId == last) {
            return new EventStream(this, sessionId, last, false);
        }
        boolean missed = lastEventId > last || !log.has(lastEventId + 1);
        return new EventStream(this, sessionId, missed ? last : lastEventId, missed);
    }

    /** Those of this node. */
    int openStreams() {
        synchronized (streams) {
            return streams.size();
        }
    }

    // For the streams.

    void add(EventStream stream) {
        List<EventStream> tooMany;
        synchronized (streams) {
            streams.add(stream);
            List<EventStream> same = streams.stream().filter(other -> other.sessionId() == stream.sessionId()).toList();
            tooMany = same.subList(0, Math.max(0, same.size() - STREAMS_PER_SESSION));
            if (feeding == null && !stopped) {
                feeding = daemons("event-feed").newThread(this::feedForEver);
                feeding.start();
            }
        }
        tooMany.forEach(EventStream::end);
        if (stopped) {
            stream.end();
        }
        wake();
    }

    void remove(EventStream stream) {
        boolean removed;
        synchronized (streams) {
            removed = streams.remove(stream);
        }
        if (removed) {
            left.add(stream.sessionId());
            wake();
        }
    }

    /** The latest events; null before they were looked for. */
    @Nullable Window window() {
        return window;
    }

    byte[] resetAt(long number) {
        return writer.reset(number);
    }

    /** The stream needs events that are no longer in the window. */
    void want(EventStream stream) {
        try {
            readers.execute(() -> readFor(stream));
        } catch (RejectedExecutionException e) {
            stream.end();
        }
    }

    private void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void feedForEver() {
        boolean failing = false;
        while (!stopped) {
            long began = System.nanoTime();
            boolean more = false;
            try {
                more = feed();
                failing = false;
            } catch (RuntimeException e) {
                // Said once, not five times a second.
                if (!failing && !stopped) {
                    LOG.warn("Event streams could not be fed; trying again", e);
                }
                failing = true;
            }
            // Also when nothing could be read: heartbeats are due, clients have gone.
            List<EventStream> open = open();
            open.forEach(EventStream::look);
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_PAUSE_NANOS, Math.max(SHORTEST_PAUSE_NANOS, REST * (System.nanoTime() - began))));
                if (!more) {
                    if (open.isEmpty() && left.isEmpty()) {
                        wakeUps.acquire();
                    } else {
                        wakeUps.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                    }
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private List<EventStream> open() {
        synchronized (streams) {
            return List.copyOf(streams);
        }
    }

    /** @return whether there may be more events */
    private boolean feed() {
        List<EventStream> open = open();
        Set<Long> live = open.stream().map(EventStream::sessionId).collect(Collectors.toSet());
        releaseLeft(live);
        if (open.isEmpty()) {
            // What happens until the next stream is opened, nobody reads.
            window = null;
            return false;
        }
        Window latest = window == null ? Window.emptyAt(log.lastNumber()) : window.since(System.nanoTime() - KEPT_NANOS);
        List<DeskEvent> news = log.after(latest.last(), AT_ONCE);
        readRights(open, live, !news.isEmpty());
        window = news.isEmpty() ? latest : with(latest, news);
        keep(live);
        return news.size() == AT_ONCE;
    }

    private Window with(Window latest, List<DeskEvent> news) {
        long before = news.get(0).number() - 1;
        // Where some are missing, they have been deleted while this node was held up.
        return (before == latest.last() ? latest : Window.emptyAt(before)).with(writer.write(news), KEPT, KEPT_BYTES);
    }

    private void readRights(List<EventStream> open, Set<Long> live, boolean now) {
        if (!now && System.nanoTime() - rightsReadAt < RIGHTS_NANOS && open.stream().allMatch(EventStream::isAllowed)) {
            return;
        }
        Map<Long, StreamRights> rights = sessions.rights(live);
        rightsReadAt = System.nanoTime();
        for (EventStream stream : open) {
            StreamRights own = rights.get(stream.sessionId());
            if (own == null) {
                stream.end();
            } else {
                stream.allow(own);
            }
        }
    }

    private void keep(Set<Long> live) {
        Instant now = clock.instant();
        Set<Long> due = live.stream().filter(session -> !now.isBefore(keptAt.getOrDefault(session, Instant.MIN).plus(KEEP_EVERY)))
                .collect(Collectors.toSet());
        sessions.keep(due);
        due.forEach(session -> keptAt.put(session, now));
    }

    private void releaseLeft(Set<Long> live) {
        Set<Long> gone = new HashSet<>();
        for (Long session = left.poll(); session != null; session = left.poll()) {
            if (!live.contains(session)) {
                gone.add(session);
            }
        }
        keptAt.keySet().removeAll(gone);
        sessions.release(gone);
    }

    /** Reads a page for a stream that is behind; or hands it one that was just read for another one. */
    private void readFor(EventStream stream) {
        Window found = null;
        try {
            StreamRights rights = sessions.rights(List.of(stream.sessionId())).get(stream.sessionId());
            if (rights == null) {
                stream.end();
                return;
            }
            stream.allow(rights);
            long number = stream.number();
            found = page(number);
            if (found == null) {
                stream.missed(log.lastNumber());
                return;
            }
        } catch (RuntimeException e) {
            // The next look asks for it again.
            LOG.debug("Events could not be read for a stream that is behind", e);
        }
        stream.read(found);
    }

    /** The events behind a number; null: the next one is no longer there. */
    private @Nullable Window page(long number) {
        synchronized (pages) {
            pages.removeIf(page -> page.since(System.nanoTime() - KEPT_NANOS) != page);
            for (Window page : pages) {
                if (page.goesOnFrom(number)) {
                    return page;
                }
            }
        }
        List<DeskEvent> events = log.after(number, AT_ONCE);
        if (events.isEmpty() || events.get(0).number() != number + 1) {
            return null;
        }
        Window page = new Window(number, writer.write(events));
        synchronized (pages) {
            pages.addFirst(page);
            if (pages.size() > PAGES_KEPT) {
                pages.removeLast();
            }
        }
        return page;
    }

    /** The clients reconnect to other nodes. */
    @EventListener
    void onShutdown(ShutdownEvent event) {
        List<EventStream> open;
        Thread running;
        synchronized (streams) {
            stopped = true;
            open = List.copyOf(streams);
            running = feeding;
        }
        if (running != null) {
            running.interrupt();
        }
        open.forEach(EventStream::end);
        readers.shutdownNow();
        try {
            releaseLeft(Set.of());
        } catch (RuntimeException e) {
            LOG.debug("It could not be noted that event streams have ended", e);
        }
    }
}
