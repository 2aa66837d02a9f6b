package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Introspected;

import java.util.UUID;

/** Where a message stands. */
@Introspected
record MessagePlace(@BinaryUuid UUID conversationId, long sequence) {
}
