package dev.ringdown.desk.report;

import io.micronaut.core.annotation.Introspected;

/** A tag in its group, both under their present names. */
@Introspected
record NamedTag(long id, String name, long groupId, String groupName) {
}
