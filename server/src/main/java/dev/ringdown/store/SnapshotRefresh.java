package dev.ringdown.store;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.function.UnaryOperator;

/** Makes the {@link Snapshot}s of this node and keeps them fresh: one small statement four times a second for all of them. */
@Context
public class SnapshotRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRefresh.class);

    private static final Duration EVERY = Duration.ofMillis(250);

    private final SnapshotVersions versions;
    private final Transactions transactions;
    private final Map<String, Snapshot<?>> snapshots = new ConcurrentHashMap<>();
    private final ScheduledFuture<?> looking;
    private boolean failing;

    SnapshotRefresh(SnapshotVersions versions, Transactions transactions, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.versions = versions;
        this.transactions = transactions;
        this.looking = scheduler.scheduleWithFixedDelay(EVERY, EVERY, this::refresh);
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

    /** Before the database goes: what is only tried after that would fail. */
    @PreDestroy
    void stop() {
        looking.cancel(false);
    }

    private void refresh() {
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
