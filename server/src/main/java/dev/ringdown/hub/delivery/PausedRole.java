package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the table {@code paused_role}: a role whose callback has answered that it is gone.
 *
 * @param applicationModified the state of the client application that it was said of; a later one is called again
 */
@MappedEntity("paused_role")
record PausedRole(@BinaryUuid UUID applicationId, String role, Instant applicationModified) {
}
