package dev.ringdown.security;

/** A call that got no answer. The message can be shown to who gave the URL: it names no address. */
public final class OutboundCallException extends RuntimeException {

    /** What went wrong. */
    public enum Failure {
        /** The URL, or every address that its host has, is refused by the address guard. Nothing was sent. */
        ADDRESS_REFUSED("the address is not open to calls from this server"),
        /** The host name has no address, or none was found in time. Nothing was sent. */
        UNRESOLVED("the host name has no address"),
        /**
         * No connection: refused, unreachable, not established in time, or earlier calls held all connections to
         * the address for so long. Nothing was sent.
         */
        CONNECT("no connection could be made"),
        /** No secure connection: certificate, host name or protocol. Nothing was sent. */
        TLS("no secure connection could be made"),
        /** The whole answer did not come within the time allowed. The request may have arrived. */
        TIMEOUT("the answer did not come in time"),
        /** The connection was closed before the whole answer came. The request may have arrived. */
        CLOSED("the connection was closed before the answer was complete"),
        /** What came is not HTTP/1.1, or its head is too large. The request may have arrived. */
        PROTOCOL("the answer is not valid HTTP"),
        /** Too many calls are under way in this server; no fault of the receiver. Nothing was sent. */
        BUSY("too many calls are under way");

        private final String text;

        Failure(String text) {
            this.text = text;
        }
    }

    private final Failure failure;

    OutboundCallException(Failure failure, Throwable cause) {
        super(failure.text, cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
