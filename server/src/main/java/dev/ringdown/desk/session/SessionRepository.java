package dev.ringdown.desk.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Optional;

/** The table {@code session}. Whether a session has been idle for too long, the callers say: {@code idleSince}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SessionRepository extends GenericRepository<Session, Long> {

    Session save(Session session);

    /** A session of an agent who may log on. */
    @Query("SELECT s.id, s.agent_id, a.name AS agent_name, a.role_id, s.last_active_at, s.ends_at FROM session s "
            + "JOIN agent a ON a.id = s.agent_id WHERE s.token_hash = :tokenHash AND a.enabled = TRUE AND s.ends_at > :now "
            + "AND s.last_active_at > :idleSince")
    Optional<LiveSession> findLive(byte[] tokenHash, Instant now, Instant idleSince);

    @Query("SELECT * FROM session WHERE id = :id")
    Optional<Session> find(long id);

    @Query("UPDATE session SET last_active_at = :now WHERE id = :id")
    int touch(long id, Instant now);

    @Query("DELETE FROM session WHERE id = :id")
    int end(long id);

    @Query("DELETE FROM session WHERE agent_id = :agentId AND (ends_at <= :now OR last_active_at <= :idleSince)")
    void forgetEnded(long agentId, Instant now, Instant idleSince);

    @Query("SELECT COUNT(*) FROM session WHERE agent_id = :agentId AND ends_at > :now AND last_active_at > :idleSince")
    long countLive(long agentId, Instant now, Instant idleSince);
}
