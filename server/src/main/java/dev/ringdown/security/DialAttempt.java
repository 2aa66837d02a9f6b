package dev.ringdown.security;

import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;

/**
 * One attempt to call one address: how far it got, and the way to break it off.
 *
 * <p>The client tells a call's owner of the step that is under way, so that it can be cancelled: waiting for a
 * connection, connecting, the exchange. It may tell of a step after the next one has begun on another thread, and its
 * own bookkeeping keeps the last one told. Here all are kept: cancelling one that is over does nothing.
 */
final class DialAttempt implements CancellableDependency {

    private final List<Cancellable> steps = new ArrayList<>();
    private boolean cancelled;
    private volatile boolean onWire;

    @Override
    public void setDependency(Cancellable step) {
        synchronized (this) {
            if (!cancelled) {
                steps.add(step);
                return;
            }
        }
        step.cancel();
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Hangs up, whatever step is under way. */
    @Override
    public boolean cancel() {
        List<Cancellable> all;
        synchronized (this) {
            cancelled = true;
            all = List.copyOf(steps);
            steps.clear();
        }
        all.forEach(Cancellable::cancel);
        return true;
    }

    void goOnWire() {
        onWire = true;
    }

    /** Whether there was a connection and the request was being written to it. */
    boolean isOnWire() {
        return onWire;
    }
}
