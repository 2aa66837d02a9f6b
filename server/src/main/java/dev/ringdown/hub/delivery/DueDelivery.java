package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * The next message of a lane, with all that its receiver is told of it.
 *
 * @param document         the message's body as JSON
 * @param customer         what is known of the customer, as JSON
 * @param endedAt          when the conversation ended; null while it goes on
 */
@MappedEntity
record DueDelivery(@BinaryUuid UUID id, long sequence, Instant enqueued, @BinaryUuid UUID messageId, String type, String senderType,
                   @Nullable String senderName, @Nullable byte[] sendersId, @Nullable String document, Instant created,
                   @BinaryUuid UUID conversationId, String accountAddress, String channelType, String entryPoint, @Nullable String customer,
                   @Nullable Instant endedAt) {
}
