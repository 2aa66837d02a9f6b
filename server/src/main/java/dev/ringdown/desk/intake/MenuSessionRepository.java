package dev.ringdown.desk.intake;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code menu_session}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface MenuSessionRepository extends GenericRepository<MenuSession, UUID> {

    MenuSession save(MenuSession session);

    @Query("SELECT * FROM menu_session WHERE conversation_id = :conversationId")
    Optional<MenuSession> find(@BinaryUuid UUID conversationId);

    @Query("SELECT * FROM menu_session WHERE customer_id = :customerId AND account_id = :accountId")
    List<MenuSession> ofCustomer(long customerId, @BinaryUuid UUID accountId);

    @Query("UPDATE menu_session SET wrong_answers = wrong_answers + 1, asked_at = :askedAt, due_at = :dueAt WHERE conversation_id = :conversationId")
    void askAgain(@BinaryUuid UUID conversationId, long askedAt, Instant dueAt);

    @Query("UPDATE menu_session SET due_at = :dueAt WHERE conversation_id = :conversationId")
    void putOff(@BinaryUuid UUID conversationId, Instant dueAt);

    /** @return 0 where it has ended before */
    @Query("DELETE FROM menu_session WHERE conversation_id = :conversationId")
    int end(@BinaryUuid UUID conversationId);

    @Query("SELECT * FROM menu_session WHERE due_at <= :now ORDER BY due_at LIMIT :limit")
    List<MenuSession> due(Instant now, int limit);
}
