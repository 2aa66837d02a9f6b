package dev.ringdown.desk.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/**
 * A person who writes in: a row of the table {@code customer}.
 *
 * @param name         as the channel gave it or an agent corrected it
 * @param mobileNumber in E.164
 * @param comments     what agents note of the customer
 */
@MappedEntity("customer")
public record Customer(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, @Nullable String name,
                       @Nullable String mobileNumber, @Nullable String email, @Nullable String comments, Instant firstSeenAt,
                       Instant lastSeenAt) {
}
