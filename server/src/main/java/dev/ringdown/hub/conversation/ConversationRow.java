package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/** A row of the table {@code conversation}. */
@MappedEntity("conversation")
record ConversationRow(@Id @BinaryUuid UUID id, ConversationState state, long nextSequence, @BinaryUuid UUID accountId, String accountAddress,
                       String channelType, String entryPoint, @Nullable String language, @Nullable byte[] contactKey, @Nullable String customer,
                       Instant created, Instant lastMessageAt, @Nullable Instant endedAt) {
}
