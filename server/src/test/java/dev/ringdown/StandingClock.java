package dev.ringdown;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Moves only when a test says so. {@link #SHARED} is the clock of all contexts that were started with {@link #SETTING}. */
public final class StandingClock extends Clock {

    public static final String SETTING = "ringdown.test.standing-clock";
    public static final StandingClock SHARED = new StandingClock();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));

    public StandingClock() {
    }

    @Factory
    @Requires(property = SETTING)
    static final class AsTheClock {

        @Singleton
        @Replaces(Clock.class)
        Clock clock() {
            return SHARED;
        }
    }

    public void move(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("rules go by instants");
    }
}
