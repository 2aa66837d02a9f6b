package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/** A row of the table {@code lane}: one conversation's way to one receiver. */
@MappedEntity
record Lane(long id, @BinaryUuid UUID conversationId, @BinaryUuid UUID applicationId, String role, long lastSequence,
            @Nullable @BinaryUuid UUID leaseToken, int failures) {

    Receiver receiver() {
        return new Receiver(applicationId, role);
    }
}
