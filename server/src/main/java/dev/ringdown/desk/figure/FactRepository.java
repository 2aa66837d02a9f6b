package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;

/** The table {@code desk_fact}, as it is written to. What a fact says of its chat is read from the chat by the statement that writes it. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface FactRepository extends GenericRepository<Fact, Long> {

    String ADD = "INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis) SELECT ";
    String OF_CHAT = " FROM chat c WHERE c.id = :chatId";

    int MOST_COUNTED = 1_000_000;

    /** @param first when the first of them counts; null: there is none */
    @Introspected
    record Pending(long facts, @Nullable Instant first) {
    }

    // A parameter by the name of "returning" would make a query of it.
    @Query(ADD + "CASE WHEN c.returning_customer THEN :known ELSE :fresh END, c.started_at, c.id, c.department_id, NULL, NULL, 1, NULL" + OF_CHAT)
    void addStarted(long chatId, int fresh, int known);

    @Query(ADD + "CASE WHEN c.returning_customer THEN :known ELSE :fresh END, :at, c.id, c.department_id, NULL, NULL, 1, NULL" + OF_CHAT)
    void addEntered(long chatId, Instant at, int fresh, int known);

    @Query(ADD + ":kind, c.assigned_at, c.id, c.department_id, c.agent_id, NULL, 1, NULL" + OF_CHAT)
    void addAssigned(int kind, long chatId);

    @Query(ADD + ":kind, c.first_response_at, c.id, c.department_id, :agentId, NULL, 1, "
            + "TIMESTAMPDIFF(MICROSECOND, c.started_at, c.first_response_at) DIV 1000" + OF_CHAT)
    void addResponded(int kind, long chatId, long agentId);

    @Query(ADD + ":kind, c.closed_at, c.id, c.department_id, c.agent_id, NULL, 1, "
            + "TIMESTAMPDIFF(MICROSECOND, c.first_assigned_at, c.closed_at) DIV 1000" + OF_CHAT)
    void addClosed(int kind, long chatId);

    @Query(ADD + ":kind, t.put_on_at, t.chat_id, t.department_id, NULL, t.tag_id, :amount, NULL FROM chat_tag t "
            + "WHERE t.chat_id = :chatId AND t.tag_id = :tagId")
    void addTagged(int kind, long chatId, long tagId, int amount);

    /** All tags that were put on a chat at that moment and count for nothing yet. */
    @Query(ADD + ":kind, t.put_on_at, t.chat_id, t.department_id, NULL, t.tag_id, 1, NULL FROM chat_tag t "
            + "WHERE t.chat_id = :chatId AND t.put_on_at = :at AND t.department_id = :departmentId")
    void addTaggedOnEntry(int kind, long chatId, long departmentId, Instant at);

    @Query("INSERT INTO desk_fact (kind, occurred_at, department_id, amount) VALUES (:kind, :at, :departmentId, 1)")
    void addContact(int kind, @Nullable Long departmentId, Instant at);

    /** As many as {@link #MOST_COUNTED} are counted, so that a backlog is not slow to look at. */
    @Query("SELECT COUNT(*) AS facts, (SELECT f.occurred_at FROM desk_fact f FORCE INDEX (desk_fact_by_fold) WHERE f.fold IS NULL ORDER BY f.id LIMIT 1) "
            + "AS first FROM (SELECT id FROM desk_fact WHERE fold IS NULL LIMIT " + MOST_COUNTED + ") counted")
    Pending countPending();
}
