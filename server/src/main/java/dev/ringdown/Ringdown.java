package dev.ringdown;

import dev.ringdown.desk.figure.RebuildFigures;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.exceptions.ApplicationStartupException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: the conversation hub and the agent desk in one process. Beside it what an operator may have done on its database. */
public final class Ringdown {

    private static final Logger LOG = LoggerFactory.getLogger(Ringdown.class);

    private static final String REBUILD_FIGURES = "rebuild-figures";
    private static final int DIFFERENCES = 1;
    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 3;

    private Ringdown() {
    }

    public static void main(String[] args) {
        List<String> words = Stream.of(args).filter(arg -> !arg.startsWith("-")).toList();
        String[] options = Stream.of(args).filter(arg -> arg.startsWith("-")).toArray(String[]::new);
        if (words.isEmpty()) {
            application(options).start();
        } else if (words.equals(List.of(REBUILD_FIGURES))) {
            System.exit(rebuildFigures(options));
        } else {
            System.err.println("Ringdown does not know \"" + String.join(" ", words) + "\". Without a word it starts the server; \"" + REBUILD_FIGURES
                    + "\" makes the figures of its reports anew.");
            System.exit(WRONG_USAGE);
        }
    }

    private static Micronaut application(String[] options) {
        return new RingdownApplication().args(options).mainClass(Ringdown.class).banner(false);
    }

    /** All of the server is there for it but what begins with a server's start: no port is open, and nothing is done by itself. */
    private static int rebuildFigures(String[] options) {
        try (ApplicationContext context = application(options).build().start()) {
            return context.getBean(RebuildFigures.class).run(System.out) ? 0 : DIFFERENCES;
        } catch (RuntimeException e) {
            if (!wasExplained(e)) {
                LOG.error("The figures could not be made anew", e);
            }
            return FAILED;
        }
    }

    private static boolean wasExplained(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationStartupException || cause instanceof ConfigurationException) {
                LOG.error("Ringdown can't start: {}", cause.getMessage());
                LOG.debug("The cause in full", exception);
                return true;
            }
        }
        return false;
    }

    /** Ends with one line for the operator where a part of the server says that it can't start on what it was given. */
    private static final class RingdownApplication extends Micronaut {

        @Override
        protected void handleStartupException(Environment environment, Throwable exception) {
            if (wasExplained(exception)) {
                System.exit(1);
            }
            super.handleStartupException(environment, exception);
        }
    }
}
