package dev.ringdown;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.exceptions.ApplicationStartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: the conversation hub and the agent desk in one process. */
public final class Ringdown {

    private static final Logger LOG = LoggerFactory.getLogger(Ringdown.class);

    private Ringdown() {
    }

    public static void main(String[] args) {
        new RingdownApplication()
                .args(args)
                .mainClass(Ringdown.class)
                .banner(false)
                .start();
    }

    /** Ends with one line for the operator where a part of the server says that it can't start on what it was given. */
    private static final class RingdownApplication extends Micronaut {

        @Override
        protected void handleStartupException(Environment environment, Throwable exception) {
            for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
                if (cause instanceof ApplicationStartupException || cause instanceof ConfigurationException) {
                    LOG.error("Ringdown can't start: {}", cause.getMessage());
                    LOG.debug("The cause in full", exception);
                    System.exit(1);
                }
            }
            super.handleStartupException(environment, exception);
        }
    }
}
