package dev.ringdown.conformance.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends messages over connections that stay open, one at a time on each. Sockets and bytes, no HTTP client: what the generator costs is
 * missing to the server.
 */
final class LoadGenerator {

    private static final int ACCEPTED = 202;
    private static final long SELECT_MILLIS = 100;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    private final URI server;
    private final Supplier<RequestTemplate> templates;
    private int nextNumber = 1;

    /**
     * @param templates a request of one's own at each call, with a token that is good
     */
    LoadGenerator(URI server, Supplier<RequestTemplate> templates) {
        this.server = server;
        this.templates = templates;
    }

    /** The number that the next message will have. */
    int nextNumber() {
        return nextNumber;
    }

    /** What answers within the measured time came to. */
    record Closed(Latencies latencies, Duration measured, int sent) {

        double perSecond() {
            return latencies.count() / (measured.toNanos() / 1e9);
        }
    }

    /**
     * So many clients, each of which sends as soon as it has the answer.
     *
     * @param conversations of each client, to be continued by it in turn
     * @param lead          before what is measured
     * @param onMeasure     called when measuring begins, and again when it ends
     */
    Closed closed(List<List<UUID>> conversations, Duration lead, Duration measured, Runnable onMeasure) throws IOException {
        var latencies = new Latencies();
        int first = nextNumber;
        try (Selector selector = Selector.open()) {
            List<Connection> connections = new ArrayList<>();
            for (List<UUID> ofOne : conversations) {
                connections.add(new Connection(selector, ofOne));
            }
            try {
                long start = System.nanoTime() + lead.toNanos();
                long end = start + measured.toNanos();
                for (Connection connection : connections) {
                    connection.send(nextNumber++);
                }
                boolean measuring = false;
                long now = System.nanoTime();
                while (now < end) {
                    if (!measuring && now >= start) {
                        measuring = true;
                        onMeasure.run();
                        start = System.nanoTime();
                        end = start + measured.toNanos();
                    }
                    boolean counts = measuring;
                    selector.select(key -> {
                        Connection connection = (Connection) key.attachment();
                        if (connection.readAnswer()) {
                            if (counts) {
                                latencies.add(System.nanoTime() - connection.sentAt);
                            }
                            connection.send(nextNumber++);
                        }
                    }, SELECT_MILLIS);
                    now = System.nanoTime();
                }
                onMeasure.run();
                Duration took = Duration.ofNanos(now - start);
                awaitLastAnswers(selector, connections);
                return new Closed(latencies, took, nextNumber - first);
            } finally {
                closeAll(connections);
            }
        }
    }

    private static void awaitLastAnswers(Selector selector, List<Connection> connections) throws IOException {
        long giveUp = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (connections.stream().anyMatch(connection -> connection.waiting)) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("No answer within " + LAST_ANSWERS);
            }
            selector.select(key -> ((Connection) key.attachment()).readAnswer(), SELECT_MILLIS);
        }
    }

    /** Times by {@link System#nanoTime}, of the message {@code first + i} at place i. */
    record Open(int first, long[] scheduled, long[] sent, long[] answered, int measuredFrom) {

        int count() {
            return scheduled.length;
        }

        /** Messages answered per second, over the measured time. */
        double perSecond() {
            long last = Arrays.stream(answered, measuredFrom, answered.length).max().orElseThrow();
            return (count() - measuredFrom) / ((last - scheduled[measuredFrom]) / 1e9);
        }
    }

    /**
     * So many messages per second, whether or not the server keeps up: a message that finds no free connection waits for one, and that
     * wait counts from the time at which it should have been sent.
     *
     * @param conversations continued in turn
     * @param connections   the most messages on their way at a time
     */
    Open open(List<UUID> conversations, int connections, int perSecond, Duration lead, Duration measured, Runnable onMeasure)
            throws IOException {
        int leading = (int) (perSecond * lead.toMillis() / 1000);
        int count = leading + (int) (perSecond * measured.toMillis() / 1000);
        var times = new Open(nextNumber, new long[count], new long[count], new long[count], leading);
        nextNumber += count;
        BlockingQueue<Connection> free = new LinkedBlockingQueue<>();
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < connections; i++) {
                    all.add(new Connection(selector, conversations));
                }
                free.addAll(all);
                var reading = new Thread(() -> readAnswers(selector, times, free), "answers");
                reading.start();
                long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
                for (int i = 0; i < count; i++) {
                    times.scheduled[i] = start + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
                    if (i == leading) {
                        onMeasure.run();
                    }
                    while (System.nanoTime() < times.scheduled[i]) {
                        LockSupport.parkNanos(times.scheduled[i] - System.nanoTime());
                    }
                    Connection connection = free.poll(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS);
                    if (connection == null || connection.failure != null) {
                        throw new IOException("No connection is free within " + LAST_ANSWERS, connection == null ? null : connection.failure);
                    }
                    connection.conversation = i;
                    connection.send(times.first + i);
                    times.sent[i] = connection.sentAt;
                }
                reading.join(LAST_ANSWERS.toMillis());
                onMeasure.run();
                if (reading.isAlive()) {
                    throw new IOException("Not all answers came within " + LAST_ANSWERS);
                }
                for (Connection connection : all) {
                    if (connection.failure != null) {
                        throw connection.failure;
                    }
                }
                return times;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } finally {
                closeAll(all);
            }
        }
    }

    private static void readAnswers(Selector selector, Open times, BlockingQueue<Connection> free) {
        int[] left = {times.count()};
        try {
            while (left[0] > 0) {
                selector.select(key -> {
                    Connection connection = (Connection) key.attachment();
                    try {
                        if (connection.readAnswer()) {
                            times.answered[connection.number - times.first] = System.nanoTime();
                            left[0]--;
                            free.add(connection);
                        }
                    } catch (UncheckedIOException e) {
                        connection.failure = e.getCause();
                        key.cancel();
                        left[0] = 0;
                        free.add(connection);
                    }
                }, SELECT_MILLIS);
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException e) {
            // The sender finds no free connection and says so.
        }
    }

    private static void closeAll(List<Connection> connections) throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
    }

    /** One connection with the one request that it sends again and again. */
    private final class Connection {
        private final SocketChannel channel;
        private final HttpReader reader = new HttpReader();
        private final RequestTemplate request = templates.get();
        private final List<UUID> conversations;
        private int conversation;
        private volatile int number;
        private volatile long sentAt;
        private volatile boolean waiting;
        private volatile IOException failure;

        Connection(Selector selector, List<UUID> conversations) throws IOException {
            this.conversations = conversations;
            channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(int messageNumber) {
            number = messageNumber;
            ByteBuffer bytes = request.with(messageNumber, conversations.get(conversation++ % conversations.size()));
            waiting = true;
            sentAt = System.nanoTime();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the answer is there, whole; it must be 202. */
        boolean readAnswer() {
            try {
                if (!reader.readFrom(channel)) {
                    throw new IOException("The server closed a connection");
                }
                if (!reader.isComplete()) {
                    return false;
                }
                if (reader.status() != ACCEPTED) {
                    throw new IOException("Not accepted:\n" + reader.text());
                }
                reader.next();
                waiting = false;
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
