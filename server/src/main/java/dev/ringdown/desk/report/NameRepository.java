package dev.ringdown.desk.report;

import dev.ringdown.desk.department.Department;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;

/** The names of all that figures are of, also of what is disabled or deleted, in the order for people. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface NameRepository extends GenericRepository<Department, Long> {

    @Query("SELECT id, name FROM department ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<Named> departments();

    @Query("SELECT id, name FROM agent ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<Named> agents();

    /** By group and name. */
    @Query("SELECT t.id, t.name, g.id AS group_id, g.name AS group_name FROM tag t JOIN tag_group g ON g.id = t.tag_group_id "
            + "ORDER BY g.name COLLATE utf8mb4_unicode_ci, g.id, t.name COLLATE utf8mb4_unicode_ci, t.id")
    List<NamedTag> tags();
}
