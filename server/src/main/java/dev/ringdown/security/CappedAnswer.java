package dev.ringdown.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Reads one answer up to a limit, and hangs up on what comes after it. */
final class CappedAnswer implements AsyncResponseConsumer<OutboundAnswer> {

    private final int limit;
    private final Consumer<OutboundAnswer> receiver;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private HttpResponse head;
    private FutureCallback<OutboundAnswer> exchange;
    private OutboundAnswer whole;

    /**
     * @param limit    most bytes of the body to keep
     * @param receiver gets the answer: a whole one when its connection can be used again, a cut one just before its
     *                 connection is dropped
     */
    CappedAnswer(int limit, Consumer<OutboundAnswer> receiver) {
        this.limit = limit;
        this.receiver = receiver;
    }

    @Override
    public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context,
                                FutureCallback<OutboundAnswer> resultCallback) {
        this.head = response;
        this.exchange = resultCallback;
        if (entity == null) {
            complete();
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 1xx: the answer is still to come.
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        capacity.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer part) throws IOException {
        int kept = Math.min(part.remaining(), limit - body.size());
        byte[] bytes = new byte[kept];
        part.get(bytes);
        body.write(bytes, 0, kept);
        if (part.hasRemaining()) {
            receiver.accept(answer(true));
            // The way to make the client drop a connection in the midst of an answer.
            throw new IOException("the rest of a long answer is not read");
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        complete();
    }

    @Override
    public void failed(Exception cause) {
        // The client tells the call itself as well.
    }

    @Override
    public void releaseResources() {
        // After the connection went back to the pool. Sooner, the receiver's next call would open another one.
        if (whole != null) {
            receiver.accept(whole);
        }
    }

    private void complete() {
        whole = answer(false);
        exchange.completed(whole);
    }

    private OutboundAnswer answer(boolean truncated) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : head.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        return new OutboundAnswer(head.getCode(), headers, body.toByteArray(), truncated);
    }
}
