package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The deliveries as the operator sees them. What is delivered is never read: each list is a range of an index in which the open ones stand
 * together, or what is open on the few lanes of one conversation.
 */
@JdbcRepository(dialect = Dialect.MYSQL)
interface DeliveryRepository extends GenericRepository<LaneRepository.LaneEntity, Long> {

    String ROW = "SELECT d.id, d.state, d.application_id, l.role, l.conversation_id, m.id AS message_id, m.message_id AS senders_id, m.type, d.attempts, "
            + "d.created, CASE WHEN d.state = 'WAITING' AND NOT l.held AND d.sequence = " + LaneRepository.FIRST_WAITING
            + "AND l.due_at < d.expires_at THEN CASE WHEN l.lease_token IS NULL THEN l.due_at ELSE LEAST(l.due_at, UTC_TIMESTAMP(3)) END END AS next_attempt, "
            + "COALESCE(d.expires_at, UTC_TIMESTAMP(3) + INTERVAL 24 HOUR) AS expires, d.last_attempt_at, d.last_duration, d.last_status "
            + "FROM delivery d JOIN lane l ON l.id = d.lane_id "
            + "JOIN message m ON m.conversation_id = l.conversation_id AND m.sequence = d.sequence WHERE d.id ";

    @MappedEntity
    record DeliveryId(@BinaryUuid UUID id) {
    }

    // Of two states each gives as many as the page may need, so that neither is sorted as a whole. One state alone: both are the same.

    @Query("(SELECT id FROM delivery WHERE state = :one ORDER BY id LIMIT :upTo) UNION (SELECT id FROM delivery WHERE state = :other ORDER BY id "
            + "LIMIT :upTo) ORDER BY id LIMIT :size OFFSET :from")
    List<DeliveryId> page(String one, String other, long upTo, int size, long from);

    @Query("SELECT COUNT(*) FROM delivery WHERE state IN (:states)")
    long count(Collection<String> states);

    @Query("(SELECT id FROM delivery WHERE application_id = :application AND state = :one ORDER BY id LIMIT :upTo) UNION "
            + "(SELECT id FROM delivery WHERE application_id = :application AND state = :other ORDER BY id LIMIT :upTo) "
            + "ORDER BY id LIMIT :size OFFSET :from")
    List<DeliveryId> pageOfApplication(@BinaryUuid UUID application, String one, String other, long upTo, int size, long from);

    @Query("SELECT COUNT(*) FROM delivery WHERE application_id = :application AND state IN (:states)")
    long countOfApplication(@BinaryUuid UUID application, Collection<String> states);

    @Query("SELECT d.id FROM lane l JOIN delivery d ON d.lane_id = l.id AND d.state IN (:states) WHERE l.conversation_id = :conversation "
            + "AND (:application IS NULL OR l.application_id = :application) ORDER BY d.id LIMIT :size OFFSET :from")
    List<DeliveryId> pageOfConversation(@BinaryUuid UUID conversation, @Nullable @BinaryUuid UUID application, Collection<String> states, int size,
                                        long from);

    @Query("SELECT COUNT(*) FROM lane l JOIN delivery d ON d.lane_id = l.id AND d.state IN (:states) WHERE l.conversation_id = :conversation "
            + "AND (:application IS NULL OR l.application_id = :application)")
    long countOfConversation(@BinaryUuid UUID conversation, @Nullable @BinaryUuid UUID application, Collection<String> states);

    @Query(ROW + "IN (:ids) ORDER BY d.id")
    List<DeliveryRow> all(@BinaryUuid @Expandable Collection<UUID> ids);

    @Query(ROW + "= :delivery")
    Optional<DeliveryRow> find(@BinaryUuid UUID delivery);

    @Query("SELECT state FROM delivery WHERE id = :delivery")
    Optional<String> stateOf(@BinaryUuid UUID delivery);

    @Query("SELECT attempted_at, duration, status, error FROM delivery_attempt WHERE delivery_id = :delivery ORDER BY number DESC LIMIT :limit")
    List<FailedAttempt> failedAttempts(@BinaryUuid UUID delivery, int limit);
}
