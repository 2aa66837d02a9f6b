package dev.ringdown.desk.report;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * Somebody whom scheduled reports are mailed to: a row of the table {@code recipient}.
 *
 * @param email one address, without a name
 */
@MappedEntity("recipient")
record Recipient(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, String name, String email) {
}
