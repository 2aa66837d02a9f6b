package dev.ringdown.desk.agent;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/**
 * A person who answers customers, or runs the desk: a row of the table {@code agent}.
 *
 * @param emailKey      the e-mail address as it compares; unique
 * @param roleId        as the contract numbers roles
 * @param statusId      as the contract numbers statuses
 * @param notifications names of notifications, separated by commas; empty for none
 * @param enabled       whether the agent may log on
 * @param passwordHash  null until a password was set
 */
@MappedEntity("agent")
public record Agent(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, String name, String email, byte[] emailKey,
                    @Nullable String mobileNumber, int roleId, int statusId, String notifications, boolean enabled,
                    @Nullable String passwordHash, Instant created) {

    /** Leaves the hash of the password out. */
    @Override
    public String toString() {
        return "Agent " + id;
    }
}
