package dev.ringdown.desk.agent;

import io.micronaut.core.annotation.Introspected;

/** An agent belongs to a department: a row of the table {@code agent_department}. */
@Introspected
record Membership(long agentId, long departmentId) {
}
