package dev.ringdown.desk.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/** An internal note on a customer, made in one of the customer's chats: a row of the table {@code comment}. */
@MappedEntity("comment")
record Comment(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, long customerId, long chatId, long agentId, String text,
               Instant created) {
}
