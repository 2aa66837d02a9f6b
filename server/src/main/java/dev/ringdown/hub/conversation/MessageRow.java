package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the table {@code message}.
 *
 * @param contentHash tells whether a message that comes again under the same messageId says the same
 * @param receivers   who it went to when it was stored, as JSON; null: nobody
 * @param deletion    how the customer has deleted it; null: not
 */
@MappedEntity("message")
record MessageRow(@Id @BinaryUuid UUID id, @BinaryUuid UUID conversationId, long sequence, long number, String type,
                  @Nullable @BinaryUuid UUID applicationId, String senderType, @Nullable String senderName, @Nullable byte[] messageId,
                  @Nullable byte[] contentHash, MessageStatus status, @Nullable String document, Instant created, @Nullable Instant sent,
                  @Nullable String receivers, @Nullable MessageDeletion deletion) {
}
