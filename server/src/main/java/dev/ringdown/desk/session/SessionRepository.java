package dev.ringdown.desk.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.List;
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

    @Query("DELETE FROM session WHERE id = :id AND ends_at > :now AND last_active_at > :idleSince")
    int endLive(long id, Instant now, Instant idleSince);

    /** The last active first; of one agent, if one is named. */
    @Query("SELECT * FROM session WHERE (:agentId IS NULL OR agent_id = :agentId) AND ends_at > :now AND last_active_at > :idleSince "
            + "ORDER BY last_active_at DESC, id DESC LIMIT 10000")
    List<Session> live(@Nullable Long agentId, Instant now, Instant idleSince);

    /** Agents who are not Offline and have no live session. */
    @Query("SELECT a.id FROM agent a WHERE a.status_id <> 1 AND NOT EXISTS (SELECT 1 FROM session s WHERE s.agent_id = a.id "
            + "AND s.ends_at > :now AND s.last_active_at > :idleSince) LIMIT :most")
    List<Long> agentsGone(Instant now, Instant idleSince, int most);

    /** Agents of whom an ended session is still there. Whatever has ended becomes idle, and is found by that. */
    @Query("SELECT DISTINCT agent_id FROM session WHERE last_active_at <= :idleSince LIMIT :most")
    List<Long> agentsOfIdle(Instant idleSince, int most);
}
