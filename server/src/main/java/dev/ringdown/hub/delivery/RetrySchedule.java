package dev.ringdown.hub.delivery;

import io.micronaut.core.annotation.Nullable;

import java.time.Duration;
import java.util.List;

/** How long a lane rests after a failed attempt: 1 s, 5 s, 30 s, 2 min, 10 min, 30 min, then hourly, each give or take a fifth. */
final class RetrySchedule {

    private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1));
    private static final double SPREAD = 0.2;
    /** What a receiver may ask for with Retry-After: never "at once", which would go round and round. */
    private static final Duration SHORTEST_WISH = Duration.ofSeconds(1);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private RetrySchedule() {
    }

    /**
     * @param failures   how many attempts in a row have failed, from 1
     * @param retryAfter what the receiver asked for; null: nothing
     * @param random     from 0 to 1: spreads the retries of many lanes that failed together
     */
    static Duration delay(int failures, @Nullable Duration retryAfter, double random) {
        if (retryAfter != null) {
            return retryAfter.compareTo(SHORTEST_WISH) < 0 ? SHORTEST_WISH : retryAfter.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : retryAfter;
        }
        Duration delay = DELAYS.get(Math.min(failures, DELAYS.size()) - 1);
        return Duration.ofMillis(Math.round(delay.toMillis() * (1 - SPREAD + 2 * SPREAD * random)));
    }
}
