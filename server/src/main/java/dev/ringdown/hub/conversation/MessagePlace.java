package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/** Where a message stands. */
@MappedEntity
public record MessagePlace(@BinaryUuid UUID conversationId, long sequence) {
}
