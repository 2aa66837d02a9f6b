package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/** A row of the table {@code conversation_party}. */
@MappedEntity
record PartyRow(@BinaryUuid UUID conversationId, @BinaryUuid UUID applicationId, String role, boolean serving) {
}
