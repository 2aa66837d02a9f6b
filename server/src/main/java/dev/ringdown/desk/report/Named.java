package dev.ringdown.desk.report;

import io.micronaut.core.annotation.Introspected;

/** What a figure is of, under its present name. */
@Introspected
record Named(long id, String name) {
}
