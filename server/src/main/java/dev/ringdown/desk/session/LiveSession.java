package dev.ringdown.desk.session;

import io.micronaut.core.annotation.Introspected;

import java.time.Instant;

/** A session with what must be known of its agent to answer a call. */
@Introspected
record LiveSession(long id, long agentId, String agentName, int roleId, Instant lastActiveAt, Instant endsAt) {
}
