package dev.ringdown.store;

import io.micronaut.core.annotation.Nullable;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * An immutable picture of some tables that a node keeps in memory, so that hot paths read no rows. Every change of those tables
 * goes through {@link #change()} in its transaction; the node that made it calls {@link #refresh()} before it answers, and every
 * other node has the new picture within a second ({@link SnapshotRefresh}).
 */
public final class Snapshot<T> {

    private final String name;
    private final SnapshotVersions versions;
    private final Transactions transactions;
    private final UnaryOperator<T> load;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable State<T> state;

    private record State<T>(long version, T picture) {
    }

    /**
     * @param name a row of {@code snapshot_version}
     * @param load reads the picture anew; gets the picture before it, or null the first time
     */
    Snapshot(String name, SnapshotVersions versions, Transactions transactions, UnaryOperator<T> load) {
        this.name = name;
        this.versions = versions;
        this.transactions = transactions;
        this.load = load;
    }

    String name() {
        return name;
    }

    /** The picture as this node last read it. */
    public T current() {
        if (state == null) {
            read();
        }
        return state.picture;
    }

    /**
     * To be called first in a transaction that changes what is pictured: waits for the other transactions that do, on all nodes,
     * and holds them off until the end of this one.
     *
     * @return the version that this change makes
     */
    public long change() {
        versions.raise(name);
        return versions.of(name);
    }

    /** Reads the picture anew if it has changed; within a transaction, once that is committed: what is not yet true is never pictured. */
    public void refresh() {
        transactions.afterCommit(this::read);
    }

    private void read() {
        refreshing.lock();
        try {
            // The version is read before the rows: a change in between is read twice, never missed.
            long version = versions.of(name);
            State<T> known = state;
            if (known == null || known.version != version) {
                state = new State<>(version, load.apply(known == null ? null : known.picture));
            }
        } finally {
            refreshing.unlock();
        }
    }

    void refreshTo(long version) {
        State<T> known = state;
        if (known == null || known.version < version) {
            read();
        }
    }
}
