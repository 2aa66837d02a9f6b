package dev.ringdown.desk.report;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

/**
 * How many there are of something at this moment.
 *
 * @param part         {@link LiveCountRepository} says of what
 * @param departmentId 0 for the whole company
 * @param statusId     of chats or of agents
 * @param firstWaiting of unassigned chats: since when the one that waits longest has waited, in milliseconds since 1970
 * @param sumWaiting   the same of all of them, added up
 */
@Introspected
record LiveCount(int part, long departmentId, int statusId, long number, @Nullable Long firstWaiting, @Nullable Long sumWaiting) {
}
