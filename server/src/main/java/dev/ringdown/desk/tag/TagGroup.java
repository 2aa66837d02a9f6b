package dev.ringdown.desk.tag;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A group of tags: a row of the table {@code tag_group}.
 *
 * @param nameKey the name as it compares; unique
 * @param enabled whether its tags can be put on chats
 */
@MappedEntity("tag_group")
record TagGroup(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, String name, byte[] nameKey, boolean enabled) {
}
