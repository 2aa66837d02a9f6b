package dev.ringdown.desk.department;

import io.micronaut.data.annotation.MappedEntity;

/** A tag that a department puts on its chats: a row of the table {@code department_tag}. */
@MappedEntity("department_tag")
record DepartmentTag(long departmentId, long tagId) {
}
