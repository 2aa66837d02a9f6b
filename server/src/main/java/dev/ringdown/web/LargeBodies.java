package dev.ringdown.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.NettyHttpRequest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the memory that large JSON bodies hold together, such as files in base64: what would be too much at once is answered with 503 and may be
 * sent again. A body is counted from its announcement until its answer, or until its connection is gone.
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
    private final long largestRequest;
    private final Semaphore units;

    LargeBodies(Contracts contracts, ErrorResponses responses, HttpServerConfiguration server) {
        this.contracts = contracts;
        this.responses = responses;
        this.largestRequest = server.getMaxRequestSize();
        long bytes = Math.max(largestRequest, Runtime.getRuntime().maxMemory() / SHARE / COPIES);
        this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
    }

    /** After all that refuses a request for other reasons. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 1;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        long length = length(request);
        if (length <= LARGE || contracts.operation(request).filter(ContractOperation::takesJson).isEmpty()) {
            return null;
        }
        int taken = (int) (length / UNIT);
        if (!units.tryAcquire(taken)) {
            return responses.answer(request, Failure.UNAVAILABLE, "The server holds as many large requests as it can. Try again.", null)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        Counted counted = new Counted(taken);
        request.setAttribute(COUNTED, counted);
        if (request instanceof NettyHttpRequest<?> connected) {
            // Who goes away in the middle of a body is never answered.
            connected.getChannelHandlerContext().channel().closeFuture().addListener(closed -> counted.end());
        }
        return null;
    }

    @ResponseFilter
    void answered(HttpRequest<?> request) {
        request.getAttribute(COUNTED, Counted.class).ifPresent(Counted::end);
    }

    /** A body that does not say how long it is may be as long as any. */
    private long length(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING) ? largestRequest : request.getHeaders().contentLength().orElse(0);
    }

    private final class Counted {

        private final int taken;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Counted(int taken) {
            this.taken = taken;
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                units.release(taken);
            }
        }
    }
}
