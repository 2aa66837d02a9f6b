package dev.ringdown.hub.delivery;

import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.Configured;
import io.micronaut.core.annotation.Nullable;

import java.time.Duration;

/** What came of one attempt to deliver a message. */
sealed interface Outcome {

    /** The receiver has it. */
    record Delivered() implements Outcome {
    }

    /** The receiver does not want it, and will not want it later. */
    record Refused(String error) implements Outcome {
    }

    /** The receiver is gone: neither this message nor a later one is wanted until it is set up anew. */
    record Gone(String error, Configured<ClientApplication> receiver) implements Outcome {
    }

    /** It may work later. */
    record TryAgain(String error, @Nullable Duration retryAfter) implements Outcome {
    }

    /** Not tried: the receiver, or what it takes to call it, is switched off. Counts as no attempt. */
    record Waiting() implements Outcome {
    }
}
