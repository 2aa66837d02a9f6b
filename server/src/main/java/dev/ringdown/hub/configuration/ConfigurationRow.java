package dev.ringdown.hub.configuration;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the table {@code configuration}.
 *
 * @param document  the resource as JSON, its secrets encrypted
 * @param changedIn the version of the configuration that this state of the resource came with
 */
@MappedEntity("configuration")
record ConfigurationRow(@Id @BinaryUuid UUID id, ConfigurationKind kind, String document, Instant created, Instant modified, long changedIn) {
}
