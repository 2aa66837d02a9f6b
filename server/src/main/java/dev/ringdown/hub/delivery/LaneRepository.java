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

/**
 * The tables {@code lane}, {@code lane_receiver} and {@code delivery}, but for what is written in groups ({@link AttemptNotes}). Leases, waits and
 * lives go by the database's clock: the nodes' clocks may differ.
 */
@JdbcRepository(dialect = Dialect.MYSQL)
interface LaneRepository extends GenericRepository<LaneRepository.LaneEntity, Long> {

    /** When a lane is due on which nothing is. */
    String NEVER = "CAST('9999-12-31' AS DATETIME(3))";
    String LANE = "SELECT id, conversation_id, application_id, role, waiting, held, failures FROM lane ";
    String ORDINARY = "WHERE conversation_id = :conversation AND application_id = :application AND role = :role "
            + "AND retry_of = 0x00000000000000000000000000000000 ";
    String FIRST_WAITING = "(SELECT x.sequence FROM delivery x WHERE x.lane_id = l.id AND x.state = 'WAITING' ORDER BY x.sequence LIMIT 1) ";

    @MappedEntity("lane")
    record LaneEntity(@Id long id) {
    }

    /** A receiver, and whether one of its lanes is due. */
    @MappedEntity
    record DueReceiver(@BinaryUuid UUID applicationId, String role, boolean due) {

        Receiver receiver() {
            return new Receiver(applicationId, role);
        }
    }

    /** @param oldestAge in seconds; null: nothing waits */
    @MappedEntity
    record OpenDeliveries(long waiting, @Nullable Long oldestAge) {
    }

    @Query("INSERT INTO lane (conversation_id, application_id, role, due_at, failures) VALUES (:conversation, :application, :role, " + NEVER
            + ", 0) ON DUPLICATE KEY UPDATE failures = failures")
    void open(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role);

    @Query("INSERT INTO lane_receiver (application_id, role) VALUES (:application, :role) ON DUPLICATE KEY UPDATE role = role")
    void know(@BinaryUuid UUID application, String role);

    /**
     * To be called right after {@link #wake(UUID, UUID, String)}, which has left the lane and whether it is held. Not by a query for the lane: that
     * flushes the log once more, and takes as long as the commit.
     */
    @Query("INSERT INTO delivery (lane_id, sequence, id, application_id, state, attempts, created, expires_at) "
            + "VALUES (LAST_INSERT_ID() DIV 2, :sequence, :delivery, :application, 'WAITING', 0, UTC_TIMESTAMP(3), "
            + "CASE WHEN LAST_INSERT_ID() % 2 = 1 THEN NULL ELSE UTC_TIMESTAMP(3) + INTERVAL 24 HOUR END)")
    void add(@BinaryUuid UUID application, long sequence, @BinaryUuid UUID delivery);

    // Assignments take effect from left to right: what tells whether something waited already comes before the count.
    @Query("UPDATE lane SET due_at = CASE WHEN held OR waiting > 0 THEN due_at ELSE UTC_TIMESTAMP(3) END, waiting = waiting + 1, "
            + "failures = failures + 0 * LAST_INSERT_ID(id * 2 + held) " + ORDINARY)
    int wake(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role);

    @Query("UPDATE lane SET due_at = CASE WHEN held OR waiting > 0 THEN due_at ELSE UTC_TIMESTAMP(3) END, waiting = waiting + :more WHERE id = :id")
    void wake(long id, int more);

    @Query(LANE + ORDINARY + "FOR UPDATE")
    Optional<Lane> lock(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role);

    /**
     * The ids sort as UUIDv7 in the order of the messages.
     *
     * @param start the first half of a new UUIDv7, in hex
     * @param salt  seven hex digits
     */
    @Query("INSERT INTO delivery (lane_id, sequence, id, application_id, state, attempts, created, expires_at) "
            + "SELECT :lane, m.sequence, UNHEX(CONCAT(:start, '8', LPAD(HEX(m.sequence), 8, '0'), :salt)), :application, 'WAITING', 0, UTC_TIMESTAMP(3), "
            + "CASE WHEN :held THEN NULL ELSE UTC_TIMESTAMP(3) + INTERVAL 24 HOUR END FROM message m WHERE m.conversation_id = :conversation "
            + "AND m.sequence BETWEEN :from AND :to AND m.status <> 'FAILED' AND m.deletion IS NULL "
            + "AND NOT (m.application_id <=> :application AND m.sender_type = :role) AND NOT EXISTS (SELECT 1 FROM lane x "
            + "JOIN delivery d ON d.lane_id = x.id AND d.sequence = m.sequence WHERE x.conversation_id = :conversation "
            + "AND x.application_id = :application AND x.role = :role) ORDER BY m.sequence")
    int addAll(long lane, @BinaryUuid UUID conversation, @BinaryUuid UUID application, String role, boolean held, long from, long to, String start,
               String salt);

    @Query("UPDATE lane SET held = TRUE, due_at = CASE WHEN lease_token IS NULL THEN " + NEVER + " ELSE due_at END WHERE id = :id")
    void hold(long id);

    @Query("UPDATE delivery SET expires_at = NULL WHERE lane_id = :lane AND state = 'WAITING'")
    void suspendLives(long lane);

    @Query("UPDATE lane SET held = FALSE, failures = 0, due_at = CASE WHEN waiting > 0 AND lease_token IS NULL THEN UTC_TIMESTAMP(3) "
            + "ELSE due_at END WHERE id = :id")
    void release(long id);

    @Query("UPDATE delivery SET expires_at = UTC_TIMESTAMP(3) + INTERVAL 24 HOUR WHERE lane_id = :lane AND state = 'WAITING' AND expires_at IS NULL")
    void beginLives(long lane);

    @Query("UPDATE lane SET due_at = LEAST(due_at, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR) WHERE conversation_id = :conversation "
            + "AND retry_of = 0x00000000000000000000000000000000 AND waiting > 0")
    int pullForward(@BinaryUuid UUID conversation);

    @Query("UPDATE delivery d JOIN lane l ON l.id = d.lane_id SET d.expires_at = "
            + "LEAST(COALESCE(d.expires_at, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR) "
            + "WHERE l.conversation_id = :conversation AND l.retry_of = 0x00000000000000000000000000000000 AND d.state = 'WAITING'")
    void shortenLives(@BinaryUuid UUID conversation);

    /** One look at the head of an index for each receiver, however many lanes it has. */
    @Query("SELECT r.application_id, r.role, COALESCE((SELECT l.due_at FROM lane l WHERE l.application_id = r.application_id AND l.role = r.role "
            + "ORDER BY l.due_at LIMIT 1) <= UTC_TIMESTAMP(3), FALSE) AS due FROM lane_receiver r")
    List<DueReceiver> receivers();

    @Query(LANE + "WHERE application_id = :application AND role = :role AND due_at <= UTC_TIMESTAMP(3) ORDER BY due_at LIMIT :limit "
            + "FOR UPDATE SKIP LOCKED")
    List<Lane> due(@BinaryUuid UUID application, String role, int limit);

    @Query(LANE + "WHERE id IN (:ids) AND due_at <= UTC_TIMESTAMP(3) FOR UPDATE SKIP LOCKED")
    List<Lane> due(Collection<Long> ids);

    /** Lanes of a receiver that are due and whose next delivery has expired. */
    @Query("SELECT l.id FROM lane l JOIN delivery d ON d.lane_id = l.id AND d.sequence = " + FIRST_WAITING
            + "WHERE l.application_id = :application AND l.role = :role AND l.due_at <= UTC_TIMESTAMP(3) AND d.expires_at <= UTC_TIMESTAMP(3) "
            + "LIMIT :limit")
    List<Long> expired(@BinaryUuid UUID application, String role, int limit);

    @Query("UPDATE lane SET lease_token = :token, due_at = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND WHERE id IN (:ids)")
    void lease(Collection<Long> ids, @BinaryUuid UUID token, int seconds);

    @Query("SELECT l.id AS lane_id, d.id, d.sequence, TIMESTAMPDIFF(MICROSECOND, d.created, UTC_TIMESTAMP(3)) DIV 1000 AS age, "
            + "COALESCE(d.expires_at <= UTC_TIMESTAMP(3), FALSE) AS expired, l.held, d.attempts, m.id AS message_id, m.type, m.sender_type, "
            + "m.sender_name, m.message_id AS senders_id, m.document, m.created, c.id AS conversation_id, c.case_id, c.account_address, "
            + "c.channel_type, c.entry_point, c.customer, p.participant_id "
            + "FROM lane l JOIN delivery d ON d.lane_id = l.id AND d.sequence = " + FIRST_WAITING
            + "JOIN conversation c ON c.id = l.conversation_id "
            + "JOIN message m ON m.conversation_id = l.conversation_id AND m.sequence = d.sequence "
            + "LEFT JOIN conversation_party p ON p.conversation_id = l.conversation_id AND p.application_id = l.application_id AND p.role = l.role "
            + "WHERE l.id IN (:lanes)")
    List<DueDelivery> next(Collection<Long> lanes);

    @Query(LANE + "WHERE id = :id AND lease_token = :token FOR UPDATE")
    Optional<Lane> held(long id, @BinaryUuid UUID token);

    /** Counts anew what waits on a lane, and lets it go. */
    @Query("UPDATE lane SET lease_token = NULL, waiting = (SELECT COUNT(*) FROM delivery d WHERE d.lane_id = lane.id AND d.state = 'WAITING'), "
            + "due_at = CASE WHEN waiting = 0 THEN " + NEVER + " ELSE UTC_TIMESTAMP(3) END WHERE id = :id")
    void recount(long id);

    /** Lets go of a held lane: it is looked at when its next delivery expires, if it does. */
    @Query("UPDATE lane SET lease_token = NULL, due_at = COALESCE((SELECT d.expires_at FROM delivery d WHERE d.lane_id = lane.id "
            + "AND d.state = 'WAITING' ORDER BY d.sequence LIMIT 1), " + NEVER + ") WHERE id = :id")
    void hang(long id);

    @Query("UPDATE message SET status = 'FAILED' WHERE conversation_id = :conversation AND sequence = :sequence AND status <> 'SENT'")
    void messageFailed(@BinaryUuid UUID conversation, long sequence);

    @Query("SELECT COUNT(*) AS waiting, (SELECT TIMESTAMPDIFF(SECOND, o.created, UTC_TIMESTAMP(3)) FROM delivery o WHERE o.state = 'WAITING' "
            + "ORDER BY o.id LIMIT 1) AS oldest_age FROM delivery WHERE state = 'WAITING'")
    OpenDeliveries open();

    // A delivery that is tried again by hand.

    @Query("INSERT INTO lane (conversation_id, application_id, role, retry_of, due_at, failures) SELECT l.conversation_id, l.application_id, l.role, "
            + "d.id, " + NEVER + ", 0 FROM delivery d JOIN lane l ON l.id = d.lane_id WHERE d.id = :delivery "
            + "ON DUPLICATE KEY UPDATE failures = 0")
    void openRetry(@BinaryUuid UUID delivery);

    @Query("SELECT l.id, l.conversation_id, l.application_id, l.role, l.waiting, l.held, l.failures FROM delivery d JOIN lane o ON o.id = d.lane_id "
            + "JOIN lane l ON l.conversation_id = o.conversation_id AND l.application_id = o.application_id AND l.role = o.role AND l.retry_of = d.id "
            + "WHERE d.id = :delivery")
    Lane retryLane(@BinaryUuid UUID delivery);

    @Query("UPDATE delivery SET state = 'WAITING', lane_id = :lane, expires_at = UTC_TIMESTAMP(3) + INTERVAL 24 HOUR, finished_at = NULL "
            + "WHERE id = :delivery AND state = 'FAILED'")
    int retry(@BinaryUuid UUID delivery, long lane);

    @Query("UPDATE lane SET lease_token = NULL, waiting = 1, failures = 0, due_at = UTC_TIMESTAMP(3) WHERE id = :id")
    void begin(long id);
}
