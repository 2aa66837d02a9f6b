package dev.ringdown.desk.agent;

import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tables {@code agent} and {@code agent_department}, and of the sessions what an agent's status hangs on. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface AgentRepository extends GenericRepository<Agent, Long> {

    Agent save(Agent agent);

    /** All columns; for one who holds the agent's lock. */
    void update(Agent agent);

    @Query("SELECT * FROM agent WHERE email_key = :emailKey")
    Optional<Agent> findByEmail(byte[] emailKey);

    @Query("SELECT * FROM agent WHERE id = :id")
    Optional<Agent> find(long id);

    @Query("SELECT EXISTS (SELECT 1 FROM agent a JOIN agent_department d ON d.agent_id = a.id WHERE a.status_id = 4 AND a.enabled = TRUE "
            + "AND d.department_id = :departmentId)")
    boolean isAnyoneOnline(long departmentId);

    /** In any department that takes chats. */
    @Query("SELECT EXISTS (SELECT 1 FROM agent a JOIN agent_department d ON d.agent_id = a.id JOIN department e ON e.id = d.department_id "
            + "WHERE a.status_id = 4 AND a.enabled = TRUE AND e.enabled = TRUE)")
    boolean isAnyoneOnline();

    /** Everybody, in the order for people. */
    @Query("SELECT * FROM agent ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<Agent> all();

    /** Locks the agent for the transaction around the call. What changes sessions does it first, so that they are counted rightly. */
    @Query("SELECT * FROM agent WHERE id = :id FOR UPDATE")
    Optional<Agent> lock(long id);

    @Query("UPDATE agent SET status_id = :statusId WHERE id = :id")
    void setStatus(long id, int statusId);

    @Query("UPDATE agent SET password_hash = :passwordHash WHERE id = :id")
    void setPassword(long id, String passwordHash);

    @Query("UPDATE agent SET role_id = :roleId, enabled = TRUE WHERE id = :id")
    void enable(long id, int roleId);

    /** Ascending. */
    @Query("SELECT department_id FROM agent_department WHERE agent_id = :id ORDER BY department_id")
    List<Long> departmentIds(long id);

    /** Everybody's, each agent's ascending. */
    @Query("SELECT agent_id, department_id FROM agent_department ORDER BY agent_id, department_id")
    List<Membership> memberships();

    /** Which of these are departments. */
    @Query("SELECT id FROM department WHERE id IN (:ids)")
    List<Long> knownDepartments(@Expandable Collection<Long> ids);

    @Query("INSERT INTO agent_department (agent_id, department_id) VALUES (:id, :departmentId)")
    void join(long id, long departmentId);

    /** The agent belongs to all of these. */
    @Query("INSERT INTO agent_department (agent_id, department_id) SELECT :id, d.id FROM department d WHERE d.id IN (:departmentIds)")
    void joinAll(long id, @Expandable Collection<Long> departmentIds);

    @Query("DELETE FROM agent_department WHERE agent_id = :id")
    void leaveAll(long id);

    @Query("DELETE FROM session WHERE agent_id = :id")
    void endSessions(long id);

    @Query("DELETE FROM session WHERE agent_id = :id AND (ends_at <= :now OR last_active_at <= :idleSince)")
    void forgetEndedSessions(long id, Instant now, Instant idleSince);

    @Query("SELECT COUNT(*) FROM session WHERE agent_id = :id AND ends_at > :now AND last_active_at > :idleSince")
    long countLiveSessions(long id, Instant now, Instant idleSince);
}
