package dev.ringdown.hub.delivery;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/** A row of the table {@code delivery_attempt}. */
@MappedEntity
record FailedAttempt(Instant attemptedAt, int duration, @Nullable Integer status, String error) {
}
