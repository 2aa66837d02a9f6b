package dev.ringdown.desk.chat;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * What goes on, or went on, between one customer and the desk: a row of the table {@code chat}.
 *
 * @param statusId  as the contract numbers states
 * @param accountId the hub's account that the customer wrote to
 * @param agentId   the holder; of a closed chat, the last one
 * @param channel   the type of the channel
 * @param firstAssignedAt when an agent first had it; stays, where {@code assignedAt} goes
 * @param updatedAt when anything of it last changed
 * @param active    true while it is not closed, then null: the database admits one active chat per customer and account
 * @param waitingSince since when it waits unassigned; null while it does not
 * @param held      true while the hub holds its conversation because no agent is there, else null
 * @param returningCustomer whether its customer had written in before
 */
@MappedEntity("chat")
public record Chat(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, int statusId, long customerId,
                   @BinaryUuid UUID accountId, long departmentId, @Nullable Long agentId, String channel, Instant startedAt,
                   @Nullable Instant assignedAt, @Nullable Instant firstAssignedAt, @Nullable Instant firstResponseAt, @Nullable Instant closedAt,
                   Instant lastMessageAt, Instant updatedAt, @Nullable Boolean active, @Nullable Instant waitingSince, @Nullable Boolean held,
                   boolean returningCustomer) {
}
