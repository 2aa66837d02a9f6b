package dev.ringdown;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time as it passes, but as far ahead as a test says; the same for all servers of a test that set {@code ringdown.test.movable-clock}. */
@Singleton
@Replaces(Clock.class)
@Requires(property = "ringdown.test.movable-clock")
public class MovableClock extends Clock {

    private static volatile Duration ahead = Duration.ZERO;

    public static synchronized void move(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Only when no server goes by it any more. */
    public static void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
