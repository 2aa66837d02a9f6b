package dev.ringdown.desk.tag;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A label for chats: a row of the table {@code tag}.
 *
 * @param nameKey the name as it compares; unique in the group among those that are listed
 * @param enabled whether it can be put on chats, if its group is enabled as well
 * @param listed  true until it is deleted, then null: chats keep it, its name is free again
 */
@MappedEntity("tag")
record Tag(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, long tagGroupId, String name, byte[] nameKey, boolean enabled,
           @Nullable Boolean listed) {
}
