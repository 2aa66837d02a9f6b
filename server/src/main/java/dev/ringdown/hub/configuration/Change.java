package dev.ringdown.hub.configuration;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Introspected;

import java.util.UUID;

/** Which version of the configuration last changed a resource. */
@Introspected
record Change(@BinaryUuid UUID id, long changedIn) {
}
