package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/** Which conversation. */
@MappedEntity
record ConversationId(@BinaryUuid UUID id) {
}
