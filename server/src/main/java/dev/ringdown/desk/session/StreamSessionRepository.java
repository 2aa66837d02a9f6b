package dev.ringdown.desk.session;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The table {@code session}, for those with open event streams. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface StreamSessionRepository extends GenericRepository<Session, Long> {

    /** One department of a session's agent. */
    @Introspected
    record SessionDepartment(long sessionId, int roleId, @Nullable Long departmentId) {
    }

    /** Of those that live: at least one row for each. An open stream is activity, so none of them is idle. */
    @Query("SELECT s.id AS session_id, a.role_id, d.department_id FROM session s JOIN agent a ON a.id = s.agent_id "
            + "LEFT JOIN agent_department d ON d.agent_id = a.id WHERE s.id IN (:ids) AND a.enabled = TRUE AND s.ends_at > :now")
    List<SessionDepartment> departments(Collection<Long> ids, Instant now);

    @Query("UPDATE session SET streams_until = :until, last_active_at = CASE WHEN last_active_at < :step THEN :now ELSE last_active_at END "
            + "WHERE id IN (:ids)")
    void keep(Collection<Long> ids, Instant until, Instant step, Instant now);

    @Query("UPDATE session SET streams_until = NULL WHERE id IN (:ids)")
    void release(Collection<Long> ids);
}
