package dev.ringdown.desk.department;

import dev.ringdown.desk.UniqueName;
import io.micronaut.core.annotation.Nullable;

import java.util.List;

/**
 * What is to be changed of a department; null is left as it is. An empty message text clears the message.
 *
 * @param tagIds replaces all of the old ones
 */
record DepartmentChange(@Nullable UniqueName name, @Nullable Boolean includeInWelcomeMenu, @Nullable String welcomeMenuName,
                        @Nullable Integer welcomeMenuOption, @Nullable String newCustomerMessage, @Nullable String returningCustomerMessage,
                        @Nullable Boolean enabled, @Nullable List<Long> tagIds) {

    /** The department as it is after the change. */
    Department of(Department before) {
        boolean included = or(includeInWelcomeMenu, before.includeInWelcomeMenu());
        boolean enabledThen = or(enabled, before.enabled());
        Integer option = or(welcomeMenuOption, before.welcomeMenuOption());
        return new Department(before.id(), name == null ? before.name() : name.shown(), name == null ? before.nameKey() : name.key(), included,
                or(welcomeMenuName, before.welcomeMenuName()), option, included && enabledThen ? option : null,
                text(newCustomerMessage, before.newCustomerMessage()), text(returningCustomerMessage, before.returningCustomerMessage()),
                enabledThen);
    }

    private static <T> T or(@Nullable T given, T before) {
        return given == null ? before : given;
    }

    private static @Nullable String text(@Nullable String given, @Nullable String before) {
        String after = or(given, before);
        return after == null || after.isEmpty() ? null : after;
    }
}
