package dev.ringdown.hub.conversation;

import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What the sender of a message gets to know of it.
 *
 * @param conversationId null for a message that concerns none
 */
record Receipt(UUID id, @Nullable String messageId, @Nullable UUID conversationId, Instant created) {
}
