package dev.ringdown.hub.delivery;

import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.store.Snapshot;
import dev.ringdown.store.SnapshotRefresh;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.util.Set;

/** Roles whose callback has answered 410: what is due to them waits until the client application is replaced. Known on every node within a second. */
@Singleton
class PausedRoles {

    private final PausedRoleRepository repository;
    private final Transactions transactions;
    private final Snapshot<Set<PausedRole>> snapshot;

    PausedRoles(PausedRoleRepository repository, Transactions transactions, SnapshotRefresh snapshots) {
        this.repository = repository;
        this.transactions = transactions;
        this.snapshot = snapshots.snapshot("paused_role", known -> Set.copyOf(repository.all()));
    }

    boolean contains(Configured<ClientApplication> application, String role) {
        return snapshot.current().contains(new PausedRole(application.id(), role, application.modified()));
    }

    void pause(Configured<ClientApplication> application, String role) {
        transactions.inTransaction(() -> {
            snapshot.change();
            repository.pause(application.id(), role, application.modified());
        });
        snapshot.refresh();
    }
}
