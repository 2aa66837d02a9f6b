package dev.ringdown.conformance.benchmark;

import java.util.Arrays;

/** Times in nanoseconds, each of them kept, so that percentiles are exact. Negative ones count too. Not for several threads at once. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1_000_000;

    private long[] nanos = new long[1024];
    private int count;
    private boolean sorted = true;

    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
        sorted = false;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /**
     * The smallest time that so many of a hundred are not above, in milliseconds; no time is made up between two others.
     *
     * @param percent above 0, at most 100
     * @return not a number, if there is no time at all
     */
    double percentileMillis(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        // Rounded first: 0.99 * 100 is a little more than 99.
        int rank = (int) Math.ceil(Math.round(percent * count * 1000) / 100_000.0);
        return nanos[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }

    double maxMillis() {
        return percentileMillis(100);
    }
}
