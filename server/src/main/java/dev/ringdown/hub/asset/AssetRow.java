package dev.ringdown.hub.asset;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the table {@code asset}.
 *
 * @param applicationId who announced it
 * @param contentType   follows from the name, as the rules were when it was announced
 * @param size          in bytes, as announced
 * @param uploadId      the upload whose parts are the content; null as long as there is none
 * @param used          whether a message has taken it up
 */
@MappedEntity("asset")
record AssetRow(@Id @BinaryUuid UUID id, @BinaryUuid UUID applicationId, String name, String contentType, int size,
                @Nullable @BinaryUuid UUID uploadId, boolean used, Instant created) {

    boolean isUploaded() {
        return uploadId != null;
    }
}
