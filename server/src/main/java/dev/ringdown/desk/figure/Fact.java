package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/**
 * Something that counts: a row of the table {@code desk_fact}.
 *
 * @param kind       the number of a {@link FactKind}
 * @param occurredAt the moment at which it counts
 * @param amount     1, or -1 where it takes an earlier fact back
 * @param millis     how long it took, where that counts
 * @param fold       the number of the fold that brought it into the figures; null before
 */
@MappedEntity("desk_fact")
record Fact(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, int kind, Instant occurredAt, @Nullable Long chatId,
            @Nullable Long departmentId, @Nullable Long agentId, @Nullable Long tagId, int amount, @Nullable Long millis, @Nullable Long fold) {
}
