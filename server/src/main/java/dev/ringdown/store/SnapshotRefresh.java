package dev.ringdown.store;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Makes the {@link Snapshot}s of this node and keeps them fresh: one small statement four times a second for all of them. */
@Context
public class SnapshotRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRefresh.class);

    private final SnapshotVersions versions;
    private final Transactions transactions;
    private final Map<String, Snapshot<?>> snapshots = new ConcurrentHashMap<>();
    private boolean failing;

    SnapshotRefresh(SnapshotVersions versions, Transactions transactions) {
        this.versions = versions;
        this.transactions = transactions;
    }

    /**
     * @param name a row of {@code snapshot_version}
     * @param load reads the picture anew; gets the picture before it, or null the first time
     */
    public <T> Snapshot<T> snapshot(String name, UnaryOperator<T> load) {
        Snapshot<T> made = new Snapshot<>(name, versions, transactions, load);
        if (snapshots.putIfAbsent(name, made) != null) {
            throw new IllegalStateException("There is a snapshot of " + name + " already.");
        }
        return made;
    }

    @Scheduled(fixedDelay = "250ms")
    void refresh() {
        try {
            for (SnapshotVersions.Version version : versions.all()) {
                Snapshot<?> snapshot = snapshots.get(version.name());
                if (snapshot != null) {
                    snapshot.refreshTo(version.version());
                }
            }
            failing = false;
        } catch (RuntimeException e) {
            // Said once, not four times a second; the old pictures stand until the database is back.
            if (!failing) {
                LOG.warn("The database cannot be asked for changes of the configuration; trying again", e);
            }
            failing = true;
        }
    }
}
