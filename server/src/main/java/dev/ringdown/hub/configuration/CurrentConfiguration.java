package dev.ringdown.hub.configuration;

import dev.ringdown.store.Snapshot;
import dev.ringdown.store.SnapshotRefresh;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The configuration as this node knows it, in memory: reading it costs no statement. */
@Singleton
public class CurrentConfiguration implements ConfigurationLookup {

    private final Snapshot<Picture> snapshot;

    CurrentConfiguration(ConfigurationRepository repository, DocumentFormat format, ConfigurationTypes types, SnapshotRefresh snapshots) {
        this.snapshot = snapshots.snapshot("configuration", known -> Picture.read(known, repository, format, types));
    }

    /** One state of the whole configuration; never changes. */
    public Picture picture() {
        return snapshot.current();
    }

    @Override
    public <D extends ConfigurationDocument> Optional<Configured<D>> find(ConfigurationType<D> type, UUID id) {
        return picture().find(type, id);
    }

    long change() {
        return snapshot.change();
    }

    /** Looks for changes now, instead of within a second. */
    public void refresh() {
        snapshot.refresh();
    }

    /** An immutable state of the whole configuration. */
    public static final class Picture implements ConfigurationLookup {

        private final Map<UUID, Entry> entries;

        private record Entry(ConfigurationKind kind, long changedIn, Configured<?> resource) {
        }

        private Picture(Map<UUID, Entry> entries) {
            this.entries = entries;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <D extends ConfigurationDocument> Optional<Configured<D>> find(ConfigurationType<D> type, UUID id) {
            Entry entry = entries.get(id);
            return entry == null || entry.kind != type.kind() ? Optional.empty() : Optional.of((Configured<D>) entry.resource);
        }

        /** All resources of a kind, in no order. */
        @SuppressWarnings("unchecked")
        public <D extends ConfigurationDocument> Stream<Configured<D>> all(ConfigurationType<D> type) {
            return entries.values().stream().filter(entry -> entry.kind == type.kind()).map(entry -> (Configured<D>) entry.resource);
        }

        /** Reads only what has changed since the state before: a channel's icon may be half a megabyte. */
        private static Picture read(@Nullable Picture known, ConfigurationRepository repository, DocumentFormat format, ConfigurationTypes types) {
            Map<UUID, Entry> entries = new HashMap<>();
            List<UUID> changed = new ArrayList<>();
            for (Change change : repository.changes()) {
                Entry entry = known == null ? null : known.entries.get(change.id());
                if (entry != null && entry.changedIn == change.changedIn()) {
                    entries.put(change.id(), entry);
                } else {
                    changed.add(change.id());
                }
            }
            for (int from = 0; from < changed.size(); from += 200) {
                for (ConfigurationRow row : repository.findAll(changed.subList(from, Math.min(from + 200, changed.size())))) {
                    entries.put(row.id(), new Entry(row.kind(), row.changedIn(), format.read(row, types.of(row.kind()))));
                }
            }
            return new Picture(Map.copyOf(entries));
        }
    }
}
