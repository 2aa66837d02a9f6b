package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/**
 * A row of the table {@code lane}: one conversation's way to one receiver, or that of one delivery that is tried again by hand.
 *
 * @param waiting  how many of its deliveries wait
 * @param held     whether they wait for the release of the lane
 * @param failures how often in a row its next delivery has failed
 */
@MappedEntity
record Lane(long id, @BinaryUuid UUID conversationId, @BinaryUuid UUID applicationId, String role, int waiting, boolean held, int failures) {

    Receiver receiver() {
        return new Receiver(applicationId, role);
    }
}
