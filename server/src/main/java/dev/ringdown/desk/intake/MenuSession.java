package dev.ringdown.desk.intake;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.UUID;

/**
 * A conversation whose customer has been shown the welcome menu and has chosen no department yet: a row of the table {@code menu_session}.
 *
 * @param askedAt the place of the menu in the conversation, as it was last shown: what stands before it is no answer
 * @param dueAt   when the customer's time to answer is over
 */
@MappedEntity("menu_session")
record MenuSession(@Id @BinaryUuid UUID conversationId, long customerId, @BinaryUuid UUID accountId, int wrongAnswers, long askedAt, Instant dueAt) {
}
