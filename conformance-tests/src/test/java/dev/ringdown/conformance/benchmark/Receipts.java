package dev.ringdown.conformance.benchmark;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** When which message arrived at its receiver for the first time, from one number on. */
final class Receipts {

    /** More messages than one measurement can have. */
    private static final int CAPACITY = 1 << 19;

    private final int first;
    private final AtomicLongArray times = new AtomicLongArray(CAPACITY);
    private final AtomicInteger count = new AtomicInteger();

    Receipts(int firstNumber) {
        first = firstNumber;
    }

    /** Of older messages and of repeats nothing is kept. */
    void arrived(int number, long nanoTime) {
        if (number >= first && times.compareAndSet(number - first, 0, nanoTime)) {
            count.incrementAndGet();
        }
    }

    /** By {@link System#nanoTime}; 0: it has not arrived. */
    long timeOf(int number) {
        return times.get(number - first);
    }

    /** How many messages have arrived. */
    int count() {
        return count.get();
    }
}
