package dev.ringdown.store;

import java.util.List;

/** A part of the server that has something to make when a database is new. */
public interface FirstStartStep {

    /**
     * Makes it; called once in the life of a database, within one transaction for all parts.
     *
     * @return lines for the console: what only the person who starts the server may know
     */
    List<String> install();

    /** Applies what the operator has set for this start. Called at every start, on every node, after {@link #install()}. */
    default void applySettings() {
    }
}
