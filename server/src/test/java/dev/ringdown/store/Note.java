package dev.ringdown.store;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A row of the throw-away table of the tests in this package. */
@MappedEntity("store_test_note")
record Note(@Id @BinaryUuid UUID id, @Nullable @BinaryUuid UUID parent, Instant written, int number) {
}
