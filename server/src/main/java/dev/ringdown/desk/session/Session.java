package dev.ringdown.desk.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/**
 * An agent's session: a row of the table {@code session}. It ends by being deleted, at once on every node.
 *
 * @param tokenHash    by which alone the token is known
 * @param lastActiveAt to about a minute
 * @param endsAt       when it ends whatever is done with it
 * @param address      of the log-on
 * @param userAgent    of the log-on
 */
@MappedEntity("session")
record Session(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, byte[] tokenHash, long agentId, Instant startedAt,
               Instant lastActiveAt, Instant endsAt, String address, @Nullable String userAgent) {
}
