package dev.ringdown.hub.configuration;

import java.util.Optional;
import java.util.UUID;

/** Finds configuration resources by id. */
@FunctionalInterface
public interface ConfigurationLookup {

    <D extends ConfigurationDocument> Optional<Configured<D>> find(ConfigurationType<D> type, UUID id);
}
