package dev.ringdown.desk.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code comment}. An Agent sees the comments of chats that are in own departments now, a Manager all. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface CommentRepository extends GenericRepository<Comment, Long> {

    String VISIBLE = "SELECT n.id, n.customer_id, n.chat_id, n.agent_id, a.name AS agent_name, n.text, n.created FROM comment n "
            + "JOIN chat c ON c.id = n.chat_id JOIN agent a ON a.id = n.agent_id WHERE n.customer_id = :customerId "
            + "AND (:manager = TRUE OR c.department_id IN (SELECT d.department_id FROM agent_department d WHERE d.agent_id = :callerId)) ";

    Comment save(Comment comment);

    @Query(VISIBLE + "AND n.id = :commentId")
    Optional<CommentView> findVisible(long customerId, long commentId, long callerId, boolean manager);

    /** Newest first; only those before the place of {@code beforeId}, where one is given. */
    @Query(VISIBLE + "AND (:beforeId IS NULL OR n.created < :beforeCreated OR (n.created = :beforeCreated AND n.id < :beforeId)) "
            + "ORDER BY n.created DESC, n.id DESC LIMIT :limit")
    List<CommentView> page(long customerId, long callerId, boolean manager, @Nullable Instant beforeCreated, @Nullable Long beforeId, int limit);
}
