package dev.ringdown.web;

import io.micronaut.http.HttpStatus;

import java.time.Duration;
import java.util.Optional;

/**
 * A refusal that a rule decided: it already knows its status and its API's error body. Nothing that it says may name classes,
 * statements or addresses of this server. Thrown inside a transaction it rolls the transaction back.
 */
public abstract class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    protected ApiException(HttpStatus status, String message) {
        // A refusal is an answer, not a fault: no stack trace is worth its cost.
        super(message, null, false, false);
        this.status = status;
    }

    public final HttpStatus status() {
        return status;
    }

    /** The error body in the form that the API's contract gives it. */
    public abstract Object body();

    /** How long the caller should wait before it tries again, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
