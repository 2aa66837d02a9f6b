package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code lane} and {@code delivery}. Leases and waits go by the database's clock: the nodes' clocks may differ. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface LaneRepository extends GenericRepository<LaneRepository.LaneEntity, Long> {

    @MappedEntity("lane")
    record LaneEntity(@Id long id) {
    }

    @Query("INSERT INTO lane (conversation_id, application_id, role, last_sequence, due_at, failures) VALUES (:conversation, :application, :role, 0, NULL, 0)")
    void open(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role);

    @Query("INSERT INTO delivery (lane_id, sequence, id, state, attempts, created) SELECT id, :sequence, :delivery, 'WAITING', 0, UTC_TIMESTAMP(3) "
            + "FROM lane WHERE conversation_id = :conversation AND application_id = :application AND role = :role")
    void add(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role, long sequence, @BinaryUuid UUID delivery);

    @Query("UPDATE lane SET last_sequence = GREATEST(last_sequence, :sequence), due_at = COALESCE(due_at, UTC_TIMESTAMP(3)) "
            + "WHERE conversation_id = :conversation AND application_id = :application AND role = :role")
    void wake(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role, long sequence);

    @Query("SELECT id, conversation_id, application_id, role, last_sequence, lease_token, failures FROM lane WHERE due_at <= UTC_TIMESTAMP(3) "
            + "AND application_id NOT IN (:except) ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED")
    List<Lane> due(@BinaryUuid @Expandable Collection<UUID> except, int limit);

    @Query("UPDATE lane SET lease_token = :token, due_at = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND WHERE id IN (:ids)")
    void lease(Collection<Long> ids, @BinaryUuid UUID token, int seconds);

    @Query("SELECT id, conversation_id, application_id, role, last_sequence, lease_token, failures FROM lane WHERE id = :id AND lease_token = :token FOR UPDATE")
    Optional<Lane> held(long id, @BinaryUuid UUID token);

    @Query("UPDATE lane SET lease_token = NULL, due_at = NULL, failures = 0 WHERE id = :id")
    void rest(long id);

    @Query("UPDATE lane SET failures = 0, due_at = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND WHERE id = :id")
    void keep(long id, int seconds);

    @Query("UPDATE lane SET lease_token = NULL, failures = :failures, due_at = UTC_TIMESTAMP(3) + INTERVAL :micros MICROSECOND WHERE id = :id")
    void postpone(long id, int failures, long micros);

    @Query("SELECT d.id, d.sequence, d.created AS enqueued, m.id AS message_id, m.type, m.sender_type, m.sender_name, m.message_id AS senders_id, "
            + "m.document, m.created, c.id AS conversation_id, c.account_address, c.channel_type, c.entry_point, c.customer, c.ended_at "
            + "FROM delivery d JOIN lane l ON l.id = d.lane_id JOIN conversation c ON c.id = l.conversation_id "
            + "JOIN message m ON m.conversation_id = l.conversation_id AND m.sequence = d.sequence "
            + "WHERE d.lane_id = :lane AND d.state = 'WAITING' ORDER BY d.sequence LIMIT 1")
    Optional<DueDelivery> next(long lane);

    @Query("UPDATE delivery SET state = :state, attempts = attempts + 1, last_attempt_at = UTC_TIMESTAMP(3), last_error = :error, "
            + "finished_at = UTC_TIMESTAMP(3) WHERE lane_id = :lane AND sequence = :sequence")
    void finish(long lane, long sequence, String state, @Nullable String error);

    @Query("UPDATE delivery SET attempts = attempts + 1, last_attempt_at = UTC_TIMESTAMP(3), last_error = :error "
            + "WHERE lane_id = :lane AND sequence = :sequence")
    void failed(long lane, long sequence, String error);

    /** A message is sent when none of its deliveries waits any more. */
    @Query("UPDATE message SET status = :status, sent = CASE WHEN :status = 'SENT' THEN UTC_TIMESTAMP(3) ELSE sent END "
            + "WHERE conversation_id = :conversation AND sequence = :sequence AND status = 'ACCEPTED' AND NOT EXISTS (SELECT 1 FROM delivery d "
            + "JOIN lane l ON l.id = d.lane_id WHERE l.conversation_id = :conversation AND d.sequence = :sequence AND d.state = 'WAITING')")
    void settle(@BinaryUuid UUID conversation, long sequence, String status);



}
