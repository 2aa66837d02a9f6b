package dev.ringdown.desk.event;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.UUID;

/** The table {@code desk_event}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface DeskEventRepository extends GenericRepository<DeskEvent, Long> {

    @Query("INSERT INTO desk_event (chat_id, former_department_id, occurred_at) VALUES (:chatId, :formerDepartmentId, :occurredAt)")
    void addOfChat(long chatId, @Nullable Long formerDepartmentId, Instant occurredAt);

    @Query("INSERT INTO desk_event (conversation_id, sequence, occurred_at) VALUES (:conversationId, :sequence, :occurredAt)")
    void addOfMessage(@BinaryUuid UUID conversationId, long sequence, Instant occurredAt);
}
