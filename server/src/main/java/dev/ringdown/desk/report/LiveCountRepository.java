package dev.ringdown.desk.report;

import dev.ringdown.desk.department.Department;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;

/** What goes on at this moment: active chats and agents. Closed chats are not looked at, however many. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface LiveCountRepository extends GenericRepository<Department, Long> {

    int CHATS = 1;
    int AGENTS = 2;
    int AGENTS_ONLINE = 3;

    String WAITING = "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', c.waiting_since) DIV 1000";

    String NOW = "SELECT " + CHATS + " AS part, c.department_id AS department_id, c.status_id AS status_id, COUNT(*) AS number, "
            + "MIN(" + WAITING + ") AS first_waiting, SUM(" + WAITING + ") AS sum_waiting "
            + "FROM chat c WHERE c.active = TRUE GROUP BY c.department_id, c.status_id "
            + "UNION ALL SELECT " + AGENTS + ", 0, a.status_id, COUNT(*), NULL, NULL FROM agent a WHERE a.enabled = TRUE GROUP BY a.status_id "
            + "UNION ALL SELECT " + AGENTS_ONLINE + ", d.department_id, a.status_id, COUNT(*), NULL, NULL "
            + "FROM agent a JOIN agent_department d ON d.agent_id = a.id WHERE a.enabled = TRUE AND a.status_id = 4 "
            + "GROUP BY d.department_id, a.status_id";

    /** Active chats by department and status, enabled agents by status, those Online by department; all of one moment. */
    @Query(NOW)
    List<LiveCount> now();

    /** Those that take chats, in the order for people. */
    @Query("SELECT id, name FROM department WHERE enabled = TRUE ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<Named> enabledDepartments();
}
