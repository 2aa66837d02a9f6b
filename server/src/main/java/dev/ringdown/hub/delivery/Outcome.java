package dev.ringdown.hub.delivery;

import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.Configured;
import io.micronaut.core.annotation.Nullable;

import java.time.Duration;

/** What came of one attempt to deliver a message. */
sealed interface Outcome {

    /** The receiver has it. */
    record Delivered(int status) implements Outcome {
    }

    /** The receiver will never have it: the delivery is given up. */
    sealed interface Final extends Outcome {

        /** Why. */
        String error();

        /** What the receiver answered; null if it was not called. */
        @Nullable Integer status();
    }

    /** The receiver does not want it, and will not want it later. */
    record Refused(String error, Integer status) implements Final {
    }

    /** The receiver is gone: neither this message nor a later one is wanted until it is set up anew. */
    record Gone(String error, Integer status, Configured<ClientApplication> receiver) implements Final {
    }

    /** Not tried any more: it has waited too long. */
    record Expired() implements Final {

        @Override
        public String error() {
            return "it waited too long";
        }

        @Override
        public @Nullable Integer status() {
            return null;
        }
    }

    /** It may work later. */
    record TryAgain(String error, @Nullable Integer status, @Nullable Duration retryAfter) implements Outcome {
    }

    /** Not tried: the receiver, or what it takes to call it, is switched off. Counts as no attempt. */
    record Waiting(Duration rest) implements Outcome {

        /** How often a lane is looked at that is kept waiting by something of its own, such as the bot that it leads to. */
        static final Waiting FOR_A_WHILE = new Waiting(Duration.ofSeconds(15));
        /** For whoever takes it next. */
        static final Waiting NOT_AT_ALL = new Waiting(Duration.ZERO);
    }
}
