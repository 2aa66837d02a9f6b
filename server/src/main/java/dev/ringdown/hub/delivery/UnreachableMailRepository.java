package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.UUID;

/** The table {@code unreachable_mail}, and what there is to say in the mail. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface UnreachableMailRepository extends GenericRepository<UnreachableMailRepository.MailedRole, UUID> {

    @MappedEntity("unreachable_mail")
    record MailedRole(@Id @BinaryUuid UUID applicationId) {
    }

    /** What waits for a role: how many messages, and since when the oldest. */
    @MappedEntity
    record Waiting(long messages, @Nullable Instant since) {
    }

    @Query("UPDATE unreachable_mail SET mailed_at = :now WHERE application_id = :application AND role = :role AND mailed_at <= :before")
    int claim(@BinaryUuid UUID application, String role, Instant now, Instant before);

    @Query("INSERT INTO unreachable_mail (application_id, role, mailed_at) VALUES (:application, :role, :now)")
    void claimFirst(@BinaryUuid UUID application, String role, Instant now);

    /** Not what is held back: that does not wait for the callback. */
    @Query("SELECT COUNT(*) AS messages, MIN(d.created) AS since FROM lane l JOIN delivery d ON d.lane_id = l.id WHERE l.application_id = :application "
            + "AND l.role = :role AND l.due_at < " + LaneRepository.NEVER + " AND NOT l.held AND d.state = 'WAITING'")
    Waiting waiting(@BinaryUuid UUID application, String role);
}
