package dev.ringdown.conformance.receiver;

import java.time.Duration;
import java.util.function.Function;

/** How a receiver treats what comes in. */
public sealed interface Answering {

    /** Every call is answered 204. */
    Answering ACCEPTING = new WithStatus(204);
    /** The call is read and never answered, until the receiver is told otherwise or closed. */
    Answering HANGING = new Hanging();
    /** The connection is closed instead of an answer. */
    Answering CLOSING = new Closing();

    /** The connection is closed in the midst of an answer that began with success. */
    Answering CUT = new Cut();

    /** Answers with this status, without a body. */
    record WithStatus(int status, String... headers) implements Answering {
    }

    /** See {@link #HANGING}. */
    record Hanging() implements Answering {
    }

    /** See {@link #CLOSING}. */
    record Closing() implements Answering {
    }

    /** See {@link #CUT}. */
    record Cut() implements Answering {
    }

    /** Answers only after a while, and then so. */
    record Slow(Duration delay, Answering then) implements Answering {
    }

    /** Looks at each call to say how it is answered; asked by several threads at a time. The call it is shown has no status yet. */
    record Choosing(Function<ReceivedCall, Answering> choice) implements Answering {
    }
}
