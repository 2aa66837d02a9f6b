package dev.ringdown.desk.chat;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code chat}. Who sees a chat is decided in the statements themselves: an Agent those of own departments, a Manager all.
 * Each change of state is one conditional UPDATE; it tells whether it found the chat in the state that it needs.
 */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ChatRepository extends GenericRepository<Chat, Long> {

    String VISIBLE = "(:manager = TRUE OR c.department_id IN (SELECT d.department_id FROM agent_department d WHERE d.agent_id = :callerId))";

    /** Of a {@link ChatView}; the chat is c, its customer p. */
    String COLUMNS = "c.id, c.status_id, c.customer_id, p.name AS customer_name, p.mobile_number, p.email, c.department_id, c.agent_id, c.channel, "
            + "c.started_at, c.assigned_at, c.first_response_at, c.closed_at, c.last_message_at";

    String VIEW = "SELECT " + COLUMNS + " FROM chat c JOIN customer p ON p.id = c.customer_id WHERE ";

    String OPEN = "UPDATE chat c SET c.status_id = 2, c.assigned_at = :now, c.first_assigned_at = COALESCE(c.first_assigned_at, :now), "
            + "c.updated_at = :now, c.waiting_since = NULL, ";

    String CLOSE = "UPDATE chat c SET c.status_id = 3, c.active = NULL, c.held = NULL, c.waiting_since = NULL, c.closed_at = :now, "
            + "c.updated_at = :now ";

    /** To be closed with a bracket. */
    String MEMBER = "EXISTS (SELECT 1 FROM agent a JOIN agent_department m ON m.agent_id = a.id WHERE a.id = :agentId AND a.enabled = TRUE "
            + "AND m.department_id = c.department_id";

    Chat save(Chat chat);

    @Query(VIEW + "c.id = :chatId")
    Optional<ChatView> view(long chatId);

    @Query(VIEW + "c.id = :chatId AND " + VISIBLE)
    Optional<ChatView> findVisible(long chatId, long callerId, boolean manager);

    @Query(VIEW + "c.id IN (:chatIds)")
    List<ChatView> views(Collection<Long> chatIds);

    /** The active chats of a customer that the caller sees. */
    @Query(VIEW + "c.customer_id = :customerId AND c.status_id <> 3 AND " + VISIBLE + " ORDER BY c.id")
    List<ChatView> activeOf(long customerId, long callerId, boolean manager);

    @Query("SELECT COUNT(*) FROM customer WHERE id = :customerId")
    long countCustomers(long customerId);

    @Query("SELECT id FROM chat WHERE customer_id = :customerId AND status_id <> 3 ORDER BY id")
    List<Long> activeIdsOf(long customerId);

    @Query("SELECT id FROM chat WHERE customer_id = :customerId AND account_id = :accountId AND active = TRUE")
    Optional<Long> findActive(long customerId, @BinaryUuid UUID accountId);

    /** The open chats that an agent holds. */
    @Query("SELECT * FROM chat WHERE agent_id = :agentId AND status_id = 2")
    List<Chat> heldBy(long agentId);

    @Query("SELECT COUNT(*) FROM chat c WHERE c.active = TRUE AND c.status_id = 1 AND " + VISIBLE)
    long countUnassigned(long callerId, boolean manager);

    @Query(OPEN + "c.agent_id = :callerId WHERE c.id = :chatId AND c.status_id = 1 AND " + VISIBLE)
    int grab(long chatId, long callerId, boolean manager, Instant now);

    /** To an agent who may log on and belongs to the chat's department; an unassigned chat, or one that another agent holds. */
    @Query(OPEN + "c.agent_id = :agentId WHERE c.id = :chatId AND c.status_id <> 3 AND (c.agent_id IS NULL OR c.agent_id <> :agentId) "
            + "AND " + MEMBER + ")")
    int assign(long chatId, long agentId, Instant now);

    /** From agent to agent: to one who is Online and belongs to the chat's department. */
    @Query(OPEN + "c.agent_id = :agentId WHERE c.id = :chatId AND c.status_id = 2 AND c.agent_id <> :agentId "
            + "AND (:manager = TRUE OR c.agent_id = :callerId) AND " + MEMBER + " AND a.status_id = 4) AND " + VISIBLE)
    int transferToAgent(long chatId, long agentId, long callerId, boolean manager, Instant now);

    /** That the department takes chats is seen to before, with the department locked. */
    @Query("UPDATE chat c SET c.department_id = :departmentId, c.status_id = 1, c.agent_id = NULL, c.assigned_at = NULL, c.waiting_since = :now, "
            + "c.updated_at = :now WHERE c.id = :chatId AND c.status_id <> 3 AND c.department_id <> :departmentId "
            + "AND (:manager = TRUE OR c.agent_id = :callerId) AND " + VISIBLE)
    int transferToDepartment(long chatId, long departmentId, long callerId, boolean manager, Instant now);

    @Query(CLOSE + "WHERE c.id = :chatId AND c.status_id <> 3 AND (:manager = TRUE OR c.agent_id = :callerId) AND " + VISIBLE)
    int close(long chatId, long callerId, boolean manager, Instant now);

    /** Closes a chat whose conversation has ended; no effect on a closed one. */
    @Query(CLOSE + "WHERE c.id = :chatId AND c.status_id <> 3")
    int closeEnded(long chatId, Instant now);

    /** An agent's message went out. */
    @Query("UPDATE chat SET first_response_at = COALESCE(first_response_at, :sentAt), "
            + "last_message_at = CASE WHEN last_message_at < :sentAt THEN :sentAt ELSE last_message_at END, updated_at = :sentAt WHERE id = :chatId")
    void answered(long chatId, Instant sentAt);

    /** Any other message was stored; {@code 0} where the chat is closed. */
    @Query("UPDATE chat SET last_message_at = CASE WHEN last_message_at < :storedAt THEN :storedAt ELSE last_message_at END, updated_at = :now "
            + "WHERE id = :chatId AND status_id <> 3")
    int messageStored(long chatId, Instant storedAt, Instant now);

    /** The last word of a chat that is being closed. */
    @Query("UPDATE chat SET last_message_at = :sentAt, updated_at = :sentAt WHERE id = :chatId")
    void lastMessage(long chatId, Instant sentAt);

    /** {@code 0} where it was not held. */
    @Query("UPDATE chat SET held = NULL WHERE id = :chatId AND held = TRUE")
    int letGo(long chatId);

    /** Whether the hub holds the conversation of the chat until agents are there. */
    @Query("SELECT EXISTS (SELECT 1 FROM chat WHERE id = :chatId AND held = TRUE)")
    boolean isHeld(long chatId);

    /** The departments that have chats whose conversations are held. */
    @Query("SELECT DISTINCT department_id FROM chat WHERE held = TRUE")
    List<Long> departmentsWithHeld();

    /** The chats of a department whose conversations are held, behind a place in the order of their ids. */
    @Query("SELECT id FROM chat WHERE held = TRUE AND department_id = :departmentId AND id > :after ORDER BY id LIMIT :limit")
    List<Long> held(long departmentId, long after, int limit);

    @Query("UPDATE chat SET updated_at = :now WHERE id = :chatId")
    void touch(long chatId, Instant now);

    /** The chats of a customer, closed or not, behind a place in the order of their ids. */
    @Query("SELECT id FROM chat WHERE customer_id = :customerId AND id > :after ORDER BY id LIMIT :limit")
    List<Long> idsOf(long customerId, long after, int limit);

    // By their ids: whoever finds rows by one key and locks them may meet another who has the row and is about to change that key.
    @Query("UPDATE chat SET updated_at = :now WHERE id IN (:chatIds)")
    void touchAll(Collection<Long> chatIds, Instant now);
}
