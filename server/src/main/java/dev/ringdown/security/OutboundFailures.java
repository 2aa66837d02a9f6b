package dev.ringdown.security;

import dev.ringdown.security.OutboundCallException.Failure;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;

/** Names the failures of look-ups and of the HTTP client in our own terms. */
final class OutboundFailures {

    private OutboundFailures() {
    }

    /** Why no address could be had for a host. */
    static OutboundCallException beforeDialling(Throwable cause) {
        Failure failure;
        if (cause instanceof AddressRefusedException) {
            failure = Failure.ADDRESS_REFUSED;
        } else if (cause instanceof RejectedExecutionException) {
            failure = Failure.BUSY;
        } else {
            failure = Failure.UNRESOLVED;
        }
        return new OutboundCallException(failure, cause);
    }

    /** @param onWire whether there was a connection and the request was being written to it */
    static OutboundCallException whileCalling(Throwable cause, boolean onWire) {
        return new OutboundCallException(onWire ? afterConnecting(cause) : connecting(cause), cause);
    }

    private static Failure connecting(Throwable cause) {
        if (cause instanceof SSLException) {
            return Failure.TLS;
        }
        return cause instanceof UnknownHostException ? Failure.UNRESOLVED : Failure.CONNECT;
    }

    private static Failure afterConnecting(Throwable cause) {
        if (cause instanceof SocketTimeoutException) {
            return Failure.TIMEOUT;
        }
        boolean broken = cause instanceof HttpException
                || cause instanceof MessageConstraintException
                || cause instanceof UnsupportedHttpVersionException
                || cause instanceof CharacterCodingException
                || cause instanceof MalformedChunkCodingException && !(cause instanceof TruncatedChunkException);
        return broken ? Failure.PROTOCOL : Failure.CLOSED;
    }
}
