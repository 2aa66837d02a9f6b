package dev.ringdown.hub;

import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationLookup;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Configured;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Resources that a rule may look up. */
public final class ResourceShelf implements ConfigurationLookup {

    private final Map<UUID, ConfigurationDocument> documents = new HashMap<>();

    /** @return the id under which it is found */
    public UUID put(ConfigurationDocument document) {
        UUID id = UUID.randomUUID();
        documents.put(id, document);
        return id;
    }

    @Override
    public <D extends ConfigurationDocument> Optional<Configured<D>> find(ConfigurationType<D> type, UUID id) {
        return Optional.ofNullable(documents.get(id))
                .filter(type.document()::isInstance)
                .map(document -> new Configured<>(id, Instant.EPOCH, Instant.EPOCH, type.document().cast(document)));
    }
}
