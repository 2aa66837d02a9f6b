package dev.ringdown.desk.agent;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/**
 * Leave to set an agent's password once: a row of the table {@code password_reset}, gone when it is used.
 *
 * @param codeHash by which alone the code is known
 */
@MappedEntity("password_reset")
record PasswordReset(@Id byte[] codeHash, long agentId, Instant expiresAt) {
}
