package dev.ringdown.desk.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/** How often log-ons to one account from one address have failed: a row of the table {@code logon_failure}. */
@MappedEntity("logon_failure")
record LogonFailure(@Id byte[] accountAndAddress, int failures, Instant lastFailureAt, Instant nextAttemptAt) {
}
