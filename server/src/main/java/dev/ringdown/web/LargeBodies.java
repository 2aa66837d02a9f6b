package dev.ringdown.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory that large JSON bodies hold together, such as files in base64: what would be too much at once is answered with 503 and may be
 * sent again. A body that says how long it is is counted from its announcement, any other as it arrives; either until its answer, or until its
 * connection is gone.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LargeBodies implements Ordered {

    /** Smaller ones are not counted. */
    private static final int LARGE = 256 * 1024;
    /** A body stands in memory as it came, as text, and decoded. */
    private static final int COPIES = 3;
    /** Of all memory. */
    private static final int SHARE = 4;
    private static final int UNIT = 1024;
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String COUNTED = LargeBodies.class.getName();

    private final Contracts contracts;
    private final ErrorResponses responses;
    private final Semaphore units;

    LargeBodies(Contracts contracts, ErrorResponses responses, HttpServerConfiguration server) {
        this.contracts = contracts;
        this.responses = responses;
        long bytes = Math.max(server.getMaxRequestSize(), Runtime.getRuntime().maxMemory() / SHARE / COPIES);
        this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
    }

    /** After all that refuses a request for other reasons. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 1;
    }

    /** A body that does not say how long it is has come to its end before the request goes on: a refusal in its middle is an answer like any. */
    @RequestFilter
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> admit(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> received)) {
            return null;
        }
        OptionalLong length = received.byteBody().expectedLength();
        if (length.orElse(Long.MAX_VALUE) <= LARGE || contracts.operation(request).filter(ContractOperation::takesJson).isEmpty()) {
            return null;
        }
        Counted counted = new Counted(received.getChannelHandlerContext().channel());
        request.setAttribute(COUNTED, counted);
        if (length.isEmpty()) {
            Arriving arriving = new Arriving(request, counted);
            received.byteBody().split(ByteBody.SplitBackpressureMode.FASTEST).toReadBufferPublisher().subscribe(arriving);
            return arriving.refusal;
        }
        return counted.isRoomFor(length.getAsLong()) ? null : CompletableFuture.completedFuture(Optional.of(refusal(request)));
    }

    @ResponseFilter
    void answered(HttpRequest<?> request) {
        request.getAttribute(COUNTED, Counted.class).ifPresent(Counted::end);
    }

    private HttpResponse<?> refusal(HttpRequest<?> request) {
        return responses.answer(request, Failure.UNAVAILABLE, "The server holds as many large requests as it can. Try again.", null)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    /** Counts a body piece by piece. The route gets them all the same, and what goes wrong with them is the route's to tell. */
    private final class Arriving implements Subscriber<ReadBuffer> {

        private final HttpRequest<?> request;
        private final Counted counted;
        private final CompletableFuture<Optional<HttpResponse<?>>> refusal = new CompletableFuture<>();
        private Subscription pieces;
        private long arrived;

        private Arriving(HttpRequest<?> request, Counted counted) {
            this.request = request;
            this.counted = counted;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            pieces = subscription;
            pieces.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ReadBuffer piece) {
            try (piece) {
                arrived += piece.readable();
            }
            if (!counted.isRoomFor(arrived)) {
                pieces.cancel();
                decide(Optional.of(refusal(request)));
            }
        }

        @Override
        public void onError(Throwable failure) {
            decide(Optional.empty());
        }

        @Override
        public void onComplete() {
            decide(Optional.empty());
        }

        /** Later: the body cannot be let go of while it hands out its pieces. */
        private void decide(Optional<HttpResponse<?>> decision) {
            counted.connection.eventLoop().execute(() -> refusal.complete(decision));
        }
    }

    /** What one body holds. Who goes away in the middle of a body is never answered: then the end of the connection is its end. */
    private final class Counted implements ChannelFutureListener {

        private final Channel connection;
        private int taken;
        private boolean ended;

        private Counted(Channel connection) {
            this.connection = connection;
            connection.closeFuture().addListener(this);
        }

        /** Takes what the body holds now; where that is too much, it holds nothing from here on. */
        private synchronized boolean isRoomFor(long bytes) {
            if (ended || bytes <= LARGE) {
                return true;
            }
            int due = (int) (bytes / UNIT);
            if (!units.tryAcquire(due - taken)) {
                end();
                return false;
            }
            taken = due;
            return true;
        }

        private synchronized void end() {
            if (!ended) {
                ended = true;
                units.release(taken);
                connection.closeFuture().removeListener(this);
            }
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            end();
        }
    }
}
