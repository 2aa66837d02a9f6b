package dev.ringdown.desk.event;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Introspected;
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

/** The tables {@code desk_event} and {@code desk_event_count}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface DeskEventRepository extends GenericRepository<DeskEvent, Long> {

    // Named, since the database would rather read the whole table in the order of its ids until it has found as many as are wanted.
    String UNNUMBERED = "FROM desk_event FORCE INDEX (desk_event_by_number) WHERE number IS NULL ";

    /** When an event happened, by its number. */
    @Introspected
    record Age(long number, Instant occurredAt) {
    }

    /** @param oldest when the oldest of them happened; null: there is none */
    @Introspected
    record Unnumbered(long events, @Nullable Instant oldest) {
    }

    @Query("INSERT INTO desk_event (chat_id, former_department_id, occurred_at) VALUES (:chatId, :formerDepartmentId, :occurredAt)")
    void addOfChat(long chatId, @Nullable Long formerDepartmentId, Instant occurredAt);

    @Query("INSERT INTO desk_event (conversation_id, sequence, occurred_at) VALUES (:conversationId, :sequence, :occurredAt)")
    void addOfMessage(@BinaryUuid UUID conversationId, long sequence, Instant occurredAt);

    @Query("SELECT last_number FROM desk_event_count WHERE id = 1")
    long lastNumber();

    @Query("SELECT id " + UNNUMBERED + "ORDER BY id LIMIT :limit")
    List<Long> unnumbered(int limit);

    @Query("SELECT COUNT(*) AS events, MIN(occurred_at) AS oldest " + UNNUMBERED)
    Unnumbered countUnnumbered();

    /**
     * Numbers events in the order given, behind the last number, and moves the count on; nothing where the count has moved meanwhile. One
     * statement: no node ever holds the count from one call of the database to the next.
     */
    @Query("UPDATE desk_event_count c JOIN desk_event e ON e.id IN (:ids) SET e.number = :lastNumber + FIELD(e.id, :ids), "
            + "c.last_number = :lastNumber + :count WHERE c.id = 1 AND c.last_number = :lastNumber")
    int number(Collection<Long> ids, int count, long lastNumber);

    @Query("SELECT * FROM desk_event WHERE number > :number ORDER BY number LIMIT :limit")
    List<DeskEvent> after(long number, int limit);

    @Query("SELECT id FROM desk_event WHERE number = :number")
    Optional<Long> find(long number);

    @Query("SELECT number, occurred_at FROM desk_event WHERE number > :number ORDER BY number LIMIT :limit")
    List<Age> ages(long number, int limit);

    @Query("DELETE FROM desk_event WHERE number > :after AND number <= :last")
    int delete(long after, long last);
}
