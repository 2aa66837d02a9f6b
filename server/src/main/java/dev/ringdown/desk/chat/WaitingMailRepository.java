package dev.ringdown.desk.chat;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.List;

/** Who is to be mailed that chats wait, and how many there are. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface WaitingMailRepository extends GenericRepository<Chat, Long> {

    /** Agents who want to hear of it, were not told lately and have no event stream open on any node. */
    String MAY_BE_TOLD = "a.enabled = TRUE AND FIND_IN_SET('UnassignedChatsWaiting', a.notifications) > 0 "
            + "AND (a.told_at IS NULL OR a.told_at <= :quietSince) "
            + "AND NOT EXISTS (SELECT 1 FROM session s WHERE s.agent_id = a.id AND s.streams_until > :now)";

    /** An agent who is to be told. */
    @Introspected
    record Addressee(long id, String name, String email) {
    }

    @Introspected
    record WaitingIn(String department, long chats) {
    }

    /** Agents in whose departments a chat has begun to wait since they were told. */
    @Query("SELECT a.id, a.name, a.email FROM agent a WHERE " + MAY_BE_TOLD + " AND EXISTS (SELECT 1 FROM agent_department m "
            + "JOIN chat c ON c.department_id = m.department_id WHERE m.agent_id = a.id AND c.active = TRUE AND c.status_id = 1 AND c.waiting_since <= :settled "
            + "AND (a.told_at IS NULL OR c.waiting_since > a.told_at - INTERVAL :settling SECOND)) ORDER BY a.id LIMIT :most")
    List<Addressee> toBeTold(Instant now, Instant quietSince, Instant settled, long settling, int most);

    /** {@code 0} where another node was first, or the agent has come since. */
    @Query("UPDATE agent a SET a.told_at = :now WHERE a.id = :id AND " + MAY_BE_TOLD)
    int tell(long id, Instant now, Instant quietSince);

    @Query("SELECT d.name AS department, COUNT(*) AS chats FROM agent_department m JOIN department d ON d.id = m.department_id "
            + "JOIN chat c ON c.department_id = d.id WHERE m.agent_id = :agentId AND c.active = TRUE AND c.status_id = 1 AND c.waiting_since IS NOT NULL "
            + "GROUP BY d.id, d.name ORDER BY d.name COLLATE utf8mb4_unicode_ci, d.id")
    List<WaitingIn> waitingFor(long agentId);
}
