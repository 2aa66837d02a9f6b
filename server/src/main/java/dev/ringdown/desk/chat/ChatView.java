package dev.ringdown.desk.chat;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/** A chat with what it shows of its customer, read with one statement. */
@MappedEntity
public record ChatView(@Id long id, int statusId, long customerId, @Nullable String customerName, @Nullable String mobileNumber, @Nullable String email,
                long departmentId, @Nullable Long agentId, String channel, Instant startedAt, @Nullable Instant assignedAt,
                @Nullable Instant firstResponseAt, @Nullable Instant closedAt, Instant lastMessageAt) {
}
