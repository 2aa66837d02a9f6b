package dev.ringdown.desk.department;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What chats are grouped by: a row of the table {@code department}.
 *
 * @param nameKey   the name as it compares; unique
 * @param menuPlace its option while it is enabled and in the welcome menu, else null; unique
 * @param enabled   whether chats may enter it
 */
@MappedEntity("department")
public record Department(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, String name, byte[] nameKey,
                         boolean includeInWelcomeMenu, @Nullable String welcomeMenuName, @Nullable Integer welcomeMenuOption,
                         @Nullable Integer menuPlace, @Nullable String newCustomerMessage, @Nullable String returningCustomerMessage,
                         boolean enabled) {
}
