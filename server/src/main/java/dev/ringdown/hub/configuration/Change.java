package dev.ringdown.hub.configuration;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/** Which version of the configuration last changed a resource. */
@MappedEntity
record Change(@BinaryUuid UUID id, long changedIn) {
}
