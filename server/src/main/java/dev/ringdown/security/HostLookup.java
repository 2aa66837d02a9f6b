package dev.ringdown.security;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Name look-ups off the calling thread. A resolver blocks, and a name server that a stranger runs may take its time:
 * so a name is looked up at most once at a time however many ask for it, and the threads and the queue are bounded.
 */
@Singleton
final class HostLookup implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int WAITING = 1_000;

    private final HostResolver resolver;
    private final ThreadPoolExecutor threads;
    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

    HostLookup(HostResolver resolver) {
        this.resolver = resolver;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "host-lookup-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The addresses of a host name.
     *
     * @param host a host name in lower case, never an address
     * @return the addresses, not empty; fails with {@link UnknownHostException} when the name has none, with
     *         {@link RejectedExecutionException} when too many look-ups wait. What depends on it must not block:
     *         it may run on a look-up thread.
     */
    CompletableFuture<List<InetAddress>> addresses(String host) {
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> other = running.putIfAbsent(host, mine);
        if (other != null) {
            // A copy: one that gives up waiting must not cancel the look-up for the rest.
            return other.copy();
        }
        mine.whenComplete((addresses, failure) -> running.remove(host, mine));
        run(threads, host, mine);
        return mine.copy();
    }

    private void run(Executor executor, String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            executor.execute(() -> {
                try {
                    List<InetAddress> addresses = resolver.resolve(host);
                    if (addresses.isEmpty()) {
                        throw new UnknownHostException(host);
                    }
                    answer.complete(addresses);
                } catch (UnknownHostException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
    }

    /** What a look-up failed with, freed of the wrapping that dependent stages add. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    @PreDestroy
    public void close() {
        threads.shutdownNow();
    }
}
