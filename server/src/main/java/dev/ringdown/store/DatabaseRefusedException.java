package dev.ringdown.store;

import io.micronaut.runtime.exceptions.ApplicationStartupException;

/**
 * The server cannot start on the database or data directory that it was given. The message is one line for the operator: what is wrong,
 * where, and what to do; it holds no password.
 */
public class DatabaseRefusedException extends ApplicationStartupException {

    public DatabaseRefusedException(String message) {
        super(message);
    }

    public DatabaseRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
