package dev.ringdown.hub.delivery;

import java.time.Duration;
import java.util.UUID;

/**
 * A lane that this node holds until its lease ends.
 *
 * @param begun when the lease began, by this machine's {@link System#nanoTime}, or earlier: it goes on while the process is stopped
 */
record Leased(Lane lane, UUID token, long begun) {

    /** Outlasts what one attempt may take at the most: two fetches of a token and two calls, 5 s each. */
    static final Duration LEASE = Duration.ofSeconds(30);
    /** What one attempt may take; a lane whose lease has less left is not begun with. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(22);
    /** What one call may take, and a little more. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

    /** Whether the lease outlasts another attempt, so that no other worker can begin one meanwhile. */
    boolean outlastsAnAttempt() {
        return age() < LEASE.minus(LONGEST_ATTEMPT).toNanos();
    }

    /** Whether the lease outlasts one more call of an attempt that has begun. */
    boolean outlastsACall() {
        return age() < LEASE.minus(LONGEST_CALL).toNanos();
    }

    private long age() {
        return System.nanoTime() - begun;
    }

    Leased renewed(long now) {
        return new Leased(lane, token, now);
    }
}
