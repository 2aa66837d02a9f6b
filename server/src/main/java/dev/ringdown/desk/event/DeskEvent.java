package dev.ringdown.desk.event;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that has happened at the desk: a row of the table {@code desk_event}. It is about a chat, or about a message of a conversation.
 *
 * @param number             its place among all events, without gaps; null until it is numbered
 * @param formerDepartmentId the department that the chat has left with it
 */
@MappedEntity("desk_event")
public record DeskEvent(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, @Nullable Long number, @Nullable Long chatId,
                        @Nullable @BinaryUuid UUID conversationId, @Nullable Long sequence, @Nullable Long formerDepartmentId,
                        Instant occurredAt) {
}
