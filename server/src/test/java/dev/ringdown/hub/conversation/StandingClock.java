package dev.ringdown.hub.conversation;

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

/** Moves when a test says so, for all contexts that were started with {@link #SETTING}. */
final class StandingClock extends Clock {

    static final String SETTING = "ringdown.test.standing-clock";
    static final StandingClock SHARED = new StandingClock();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));

    private StandingClock() {
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

    void move(Duration by) {
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
