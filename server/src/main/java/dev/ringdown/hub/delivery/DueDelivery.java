package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * The next message of a lane, with all that its receiver is told of it.
 *
 * @param age           how long it has waited, in milliseconds by the database's clock
 * @param expired       whether it has waited too long to be worth delivering
 * @param document      the message's body as JSON; null if it was erased
 * @param customer      what is known of the customer, as JSON
 * @param participantId the bot that the receiver takes part as, if it is one
 */
@MappedEntity
record DueDelivery(long laneId, @BinaryUuid UUID id, long sequence, long age, boolean expired, boolean held, int attempts,
                   @BinaryUuid UUID messageId, String type, String senderType, @Nullable String senderName, @Nullable byte[] sendersId,
                   @Nullable String document, Instant created, @BinaryUuid UUID conversationId, @BinaryUuid UUID caseId, String accountAddress,
                   String channelType, String entryPoint, @Nullable String customer, @Nullable @BinaryUuid UUID participantId) {
}
