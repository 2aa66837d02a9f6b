package dev.ringdown.security;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * TLS whose handshake ends in time. The client's own limit starts anew with each byte that comes, and a call that is
 * cancelled leaves its handshake alone: a server that drips would keep the connection for good.
 */
final class TimedTls implements TlsStrategy {

    private final TlsStrategy tls;
    private final ScheduledExecutorService clock;
    private final Duration limit;

    TimedTls(TlsStrategy tls, ScheduledExecutorService clock, Duration limit) {
        this.tls = tls;
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public void upgrade(TransportSecurityLayer connection, NamedEndpoint host, Object attachment, Timeout timeout,
                        FutureCallback<TransportSecurityLayer> callback) {
        Future<?> deadline = clock.schedule(() -> hangUp(connection), limit.toNanos(), TimeUnit.NANOSECONDS);
        tls.upgrade(connection, host, attachment, timeout, new CallbackContribution<>(callback) {
            @Override
            public void completed(TransportSecurityLayer secured) {
                deadline.cancel(false);
                if (callback != null) {
                    callback.completed(secured);
                }
            }
        });
    }

    @Override
    @Deprecated
    public boolean upgrade(TransportSecurityLayer connection, HttpHost host, SocketAddress local,
                           SocketAddress remote, Object attachment, Timeout timeout) {
        throw new UnsupportedOperationException();
    }

    private static void hangUp(TransportSecurityLayer connection) {
        if (connection instanceof ModalCloseable closeable) {
            closeable.close(CloseMode.IMMEDIATE);
        }
    }
}
