package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Nullable;

/**
 * What facts add up to.
 *
 * @param amount  how many
 * @param timed   how many of them took a time
 * @param millis  how long those took together
 * @param longest how long the longest of them took; null if there is none, and of agents, of whom it is not kept
 */
public record Figure(long amount, long timed, long millis, @Nullable Long longest) {

    public static final Figure NOTHING = new Figure(0, 0, 0, null);

    private static final long MILLIS = 1000;
    private static final long HALF = 500;

    static Figure of(Fact fact) {
        Long millis = fact.millis();
        return millis == null ? new Figure(fact.amount(), 0, 0, null) : new Figure(fact.amount(), 1, millis, millis);
    }

    Figure withoutLongest() {
        return new Figure(amount, timed, millis, null);
    }

    public Figure plus(Figure other) {
        return new Figure(amount + other.amount, timed + other.timed, millis + other.millis, longer(longest, other.longest));
    }

    /** In whole seconds, rounded half up; null where there is nothing to average. */
    public @Nullable Long averageSeconds() {
        return timed == 0 ? null : Math.max(0, Math.floorDiv(millis + HALF * timed, MILLIS * timed));
    }

    /** In whole seconds, rounded half up; null where there is none. */
    public @Nullable Long longestSeconds() {
        return longest == null ? null : Math.max(0, Math.floorDiv(longest + HALF, MILLIS));
    }

    private static @Nullable Long longer(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.max(one, other));
    }
}
