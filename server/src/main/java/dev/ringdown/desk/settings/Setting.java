package dev.ringdown.desk.settings;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A row of the table {@code setting}: one that was set. What was not has no row.
 *
 * @param name as the contract spells it ({@code Settings})
 */
@MappedEntity("setting")
record Setting(@Id String name, String value) {
}
