package dev.ringdown.desk.customer;

import io.micronaut.core.annotation.Introspected;

import java.time.Instant;

/** A comment with the present name of the agent who made it, read with one statement. */
@Introspected
record CommentView(long id, long customerId, long chatId, long agentId, String agentName, String text, Instant created) {
}
