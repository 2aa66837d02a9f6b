package dev.ringdown.security;

import dev.ringdown.security.OutboundCallException.Failure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * The one client for URLs that users give: callbacks and token URLs (Conversation Manager contract, info: delivery).
 *
 * <p>The name is looked up here, {@link AddressGuard} judges each address, and the connection is opened to the very
 * address that was judged; the HTTP client underneath gets no chance to look anything up. A connection kept from an
 * earlier call belongs to one name and one address. Addresses are tried in turn, at most four, for as long as no
 * connection could be made; once a request is on its way it is never sent again.
 *
 * <p>Promises: 5 seconds in all, from the call of {@link #send} to the last byte, however slowly they come; at most
 * 64 KiB of the answer's body; no redirects, no proxy, no cookies, no authentication of its own, no decompression;
 * HTTP/1.1 only. At most 64 connections to an address, 512 in all, 2048 calls under way; idle connections are closed
 * after a few seconds.
 */
@Singleton
public final class GuardedHttpClient implements AutoCloseable {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final int BODY_LIMIT = 64 * 1024;
    private static final int CALLS_LIMIT = 2048;
    private static final int ADDRESSES_TRIED = 4;

    private final AddressGuard guard;
    private final Duration timeLimit;
    private final CloseableHttpAsyncClient http;
    private final ScheduledThreadPoolExecutor clock;
    private final AtomicInteger underWay = new AtomicInteger();

    @Inject
    GuardedHttpClient(AddressGuard guard) {
        this(guard, SSLContexts.createDefault(), TIME_LIMIT);
    }

    GuardedHttpClient(AddressGuard guard, SSLContext tls, Duration timeLimit) {
        this.guard = guard;
        this.timeLimit = timeLimit;
        this.clock = new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("outbound-deadline", true));
        this.clock.setRemoveOnCancelPolicy(true);
        this.http = BareHttpClient.start(tls, timeLimit, clock);
    }

    /**
     * Makes a call. Never throws; never blocks.
     *
     * @return the answer, whatever its status; fails with {@link OutboundCallException} (directly, so that
     *         {@code handle} and {@code whenComplete} on this stage see it unwrapped). Stages that depend on it run
     *         on the client's few own threads, the one that keeps the time limits among them: whatever blocks or
     *         computes must use the {@code ...Async} methods with an executor, or it holds up all other calls.
     *         Cancelling the stage's future hangs up.
     */
    public CompletionStage<OutboundAnswer> send(OutboundRequest request) {
        Call call = new Call(request);
        call.start();
        return call.result;
    }

    /** Hangs up on all calls. */
    @Override
    @PreDestroy
    public void close() {
        clock.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }

    private final class Call {

        private final OutboundRequest request;
        private final CompletableFuture<OutboundAnswer> result = new CompletableFuture<>();
        private volatile DialAttempt attempt;

        Call(OutboundRequest request) {
            this.request = request;
        }

        void start() {
            int calls = underWay.incrementAndGet();
            result.whenComplete((answer, failure) -> underWay.decrementAndGet());
            if (calls > CALLS_LIMIT) {
                fail(new OutboundCallException(Failure.BUSY, null));
                return;
            }
            try {
                Future<?> deadline = clock.schedule(this::timeIsUp, timeLimit.toNanos(), TimeUnit.NANOSECONDS);
                result.whenComplete((answer, failure) -> {
                    deadline.cancel(false);
                    if (failure != null) {
                        hangUp();
                    }
                });
                OutboundUrl url = OutboundUrl.parse(request.uri());
                guard.dialable(url).whenComplete((addresses, failure) -> {
                    if (failure != null) {
                        fail(OutboundFailures.beforeDialling(HostLookup.cause(failure)));
                    } else {
                        dial(url, addresses, 0);
                    }
                });
            } catch (AddressRefusedException e) {
                fail(OutboundFailures.beforeDialling(e));
            } catch (RuntimeException e) {
                // Such as the deadline's refusal after close().
                fail(OutboundFailures.whileCalling(e, true));
            }
        }

        private void dial(OutboundUrl url, List<InetAddress> addresses, int index) {
            if (result.isDone()) {
                return;
            }
            DialAttempt current = new DialAttempt();
            attempt = current;
            // With an address in it, the host is a mere name for the Host header and the certificate.
            HttpHost target = new HttpHost(url.scheme(), addresses.get(index), url.host(), url.port());
            try {
                http.execute(target, message(url, target), new CappedAnswer(BODY_LIMIT, result::complete),
                        null, BareHttpClient.context(current), new FutureCallback<>() {
                            @Override
                            public void completed(OutboundAnswer answer) {
                                // Told by CappedAnswer, when the connection is free again.
                            }

                            @Override
                            public void failed(Exception cause) {
                                failedAt(cause, current, url, addresses, index);
                            }

                            @Override
                            public void cancelled() {
                                fail(new OutboundCallException(Failure.CLOSED, null));
                            }
                        });
            } catch (RuntimeException e) {
                fail(OutboundFailures.whileCalling(e, true));
            }
            if (result.isCompletedExceptionally()) {
                // The time ran out between the look at it and the start of the attempt.
                hangUp();
            }
        }

        private void failedAt(Exception cause, DialAttempt current, OutboundUrl url,
                              List<InetAddress> addresses, int index) {
            OutboundCallException failure = OutboundFailures.whileCalling(cause, current.isOnWire());
            int next = index + 1;
            if (failure.failure() == Failure.CONNECT && next < Math.min(addresses.size(), ADDRESSES_TRIED)) {
                dial(url, addresses, next);
            } else {
                fail(failure);
            }
        }

        private AsyncRequestProducer message(OutboundUrl url, HttpHost target) {
            BasicHttpRequest message = new BasicHttpRequest(request.method(), target, url.target());
            request.headers().forEach(header -> message.addHeader(header.name(), header.value()));
            // Without a content type here the client adds none of its own beside the one among the headers.
            return new BasicRequestProducer(message,
                    request.body().map(bytes -> new BasicAsyncEntityProducer(bytes, null)).orElse(null));
        }

        private void timeIsUp() {
            DialAttempt current = attempt;
            Failure failure;
            if (current == null) {
                failure = Failure.UNRESOLVED;
            } else {
                failure = current.isOnWire() ? Failure.TIMEOUT : Failure.CONNECT;
            }
            fail(new OutboundCallException(failure, null));
        }

        private void fail(OutboundCallException failure) {
            result.completeExceptionally(failure);
        }

        private void hangUp() {
            DialAttempt current = attempt;
            if (current != null) {
                current.cancel();
            }
        }
    }
}
