package dev.ringdown.hub.delivery;

import java.util.concurrent.TimeUnit;

/**
 * An attempt to deliver the next message of a leased lane, and what came of it.
 *
 * @param began        when, by this machine's {@link System#nanoTime}
 * @param nanos        how long it took
 * @param messagesLeft how many more messages of the lane the worker would take
 */
record Attempt(Leased leased, DueDelivery delivery, Outcome outcome, long began, long nanos, int messagesLeft) {

    long laneId() {
        return leased.lane().id();
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** How long ago it began, in microseconds. */
    long ago() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
    }

    boolean isDelivered() {
        return outcome instanceof Outcome.Delivered;
    }
}
