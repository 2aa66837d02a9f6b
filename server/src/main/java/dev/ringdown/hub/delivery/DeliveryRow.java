package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as the operator sees it.
 *
 * @param nextAttempt  when it is tried next, if that is known
 * @param expires      when it is given up at the latest
 * @param lastDuration of its last attempt, in milliseconds
 */
@MappedEntity
record DeliveryRow(@BinaryUuid UUID id, String state, @BinaryUuid UUID applicationId, String role, @BinaryUuid UUID conversationId,
                   @BinaryUuid UUID messageId, @Nullable byte[] sendersId, String type, int attempts, Instant created,
                   @Nullable Instant nextAttempt, Instant expires, @Nullable Instant lastAttemptAt, @Nullable Integer lastDuration,
                   @Nullable Integer lastStatus) {
}
