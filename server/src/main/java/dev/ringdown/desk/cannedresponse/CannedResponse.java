package dev.ringdown.desk.cannedresponse;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A ready-made text: a row of the table {@code canned_response}.
 *
 * @param nameKey the name as it compares; unique
 */
@MappedEntity("canned_response")
record CannedResponse(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, String name, byte[] nameKey, String text) {
}
