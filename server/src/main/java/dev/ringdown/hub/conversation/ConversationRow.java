package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of the table {@code conversation}.
 *
 * @param timeoutMs the account's timeout as it was at the start
 * @param checkAt   when to look whether it has timed out; null: it is over, or the timeout rests
 * @param heldFor   the agent application for which it is held; null: it is not held
 * @param heldFrom  the first message that was not given to that application
 */
@MappedEntity("conversation")
record ConversationRow(@Id @BinaryUuid UUID id, @BinaryUuid UUID caseId, ConversationState state, long nextSequence, @BinaryUuid UUID accountId,
                       String accountAddress, String channelType, String entryPoint, @Nullable String language, @Nullable byte[] contactKey,
                       @Nullable String customer, Instant created, Instant lastMessageAt, @Nullable Instant endedAt, long timeoutMs,
                       @Nullable Instant checkAt, @Nullable @BinaryUuid UUID heldFor, @Nullable Instant heldSince, @Nullable Long heldFrom) {

    /** When it ended, also if it has timed out and that is not noted yet; empty: it goes on. */
    Optional<Instant> end(Instant now) {
        return Optional.ofNullable(endedAt).or(() -> Optional.of(lastMessageAt.plusMillis(timeoutMs))
                .filter(end -> heldFor == null && !now.isBefore(end)));
    }
}
