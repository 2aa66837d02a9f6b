package dev.ringdown.desk.stream;

import dev.ringdown.desk.session.StreamRights;
import io.micronaut.core.annotation.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One open stream: a place among the events, and what its agent may see. It has no thread and keeps no events of its own but for one page while it
 * catches up: it hands on what the feed has read, as long as its client takes it. Whoever brings something new calls {@link #drain()}.
 */
final class EventStream implements Publisher<byte[]>, Subscription {

    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);
    /** A client that takes nothing for so long, though there is something, is not there. */
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** So many bytes are handed on together; events are not split. */
    private static final int TOGETHER = 8 * 1024;

    private final EventFeed feed;
    private final long sessionId;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicInteger draining = new AtomicInteger();
    private volatile @Nullable Subscriber<? super byte[]> client;
    private volatile @Nullable StreamRights rights;
    private volatile @Nullable Window page;
    /** The number from which it is to go on, since what is before can't be had. */
    private volatile @Nullable Long reset;
    private volatile long number;
    private volatile long sentAt;
    private volatile boolean ending;
    private volatile boolean stalled;
    private volatile boolean closed;

    /** @param number after which it begins */
    EventStream(EventFeed feed, long sessionId, long number, boolean missed) {
        this.feed = feed;
        this.sessionId = sessionId;
        this.number = number;
        this.reset = missed ? number : null;
        // A heartbeat is due at once, so that the client sees the stream open.
        this.sentAt = System.nanoTime() - HEARTBEAT_NANOS;
    }

    long sessionId() {
        return sessionId;
    }

    /** The last event that was sent, or passed over. */
    long number() {
        return number;
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> subscriber) {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("An event stream is read once");
        }
        subscriber.onSubscribe(this);
        client = subscriber;
        feed.add(this);
        drain();
    }

    @Override
    public void request(long more) {
        wanted.accumulateAndGet(more, (before, added) -> before + added < 0 ? Long.MAX_VALUE : before + added);
        drain();
    }

    /** The client has gone. */
    @Override
    public void cancel() {
        closed = true;
        feed.remove(this);
    }

    /** What the agent may see from now on. */
    void allow(StreamRights newRights) {
        rights = newRights;
    }

    boolean isAllowed() {
        return rights != null;
    }

    /** Ends the stream behind what was handed on already. */
    void end() {
        ending = true;
        drain();
    }

    /** The events were missed up to this one. */
    void missed(long upTo) {
        reset = upTo;
        reading.set(false);
        drain();
    }

    /** The events that were wanted; null: they could not be read. */
    void read(@Nullable Window found) {
        page = found;
        reading.set(false);
        if (found != null) {
            drain();
        }
    }

    /** Time has passed, or there are new events. */
    void look() {
        if (wanted.get() == 0 && System.nanoTime() - sentAt > STALLED_NANOS) {
            stalled = true;
        }
        drain();
    }

    /** Hands on what there is, as far as the client takes it. By one thread at a time; the others leave it their turn. */
    private void drain() {
        if (client == null || draining.getAndIncrement() > 0) {
            return;
        }
        int turns = 1;
        do {
            while (!closed && handOn()) {
                // More may be there.
            }
            turns = draining.addAndGet(-turns);
        } while (turns > 0);
    }

    private boolean handOn() {
        if (ending || stalled) {
            cancel();
            if (stalled) {
                client.onError(new StalledException());
            } else {
                client.onComplete();
            }
            return false;
        }
        byte[] next = wanted.get() == 0 ? null : next();
        if (next == null) {
            return false;
        }
        wanted.updateAndGet(before -> before == Long.MAX_VALUE ? before : before - 1);
        sentAt = System.nanoTime();
        client.onNext(next);
        return true;
    }

    private @Nullable byte[] next() {
        Long missed = reset;
        if (missed != null) {
            reset = null;
            page = null;
            number = missed;
            return feed.resetAt(missed);
        }
        StreamRights known = rights;
        byte[] events = known == null ? null : nextEvents(known);
        return events != null ? events : System.nanoTime() - sentAt >= HEARTBEAT_NANOS ? HEARTBEAT : null;
    }

    private @Nullable byte[] nextEvents(StreamRights known) {
        for (Window source = source(); source != null; source = source()) {
            List<byte[]> together = new ArrayList<>();
            int size = 0;
            long at = number;
            while (at < source.last() && size < TOGETHER) {
                at++;
                ShownEvent event = source.at(at);
                if (event.isFor(known)) {
                    together.add(event.bytes());
                    size += event.size();
                }
            }
            number = at;
            if (!together.isEmpty()) {
                return joined(together, size);
            }
        }
        return null;
    }

    /** Where the next event is to be found; null: there is none, or it is to be read first. */
    private @Nullable Window source() {
        Window latest = feed.window();
        if (latest == null || number >= latest.last()) {
            return null;
        }
        if (number >= latest.after()) {
            page = null;
            return latest;
        }
        Window own = page;
        if (own != null && own.goesOnFrom(number)) {
            return own;
        }
        if (reading.compareAndSet(false, true)) {
            feed.want(this);
        }
        return null;
    }

    private static byte[] joined(List<byte[]> parts, int size) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        parts.forEach(all::put);
        return all.array();
    }

    /** Closes the connection, which is all that can be done for a client that does not read. */
    private static final class StalledException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StalledException() {
            super("The client of an event stream has taken nothing for a while", null, false, false);
        }
    }
}
