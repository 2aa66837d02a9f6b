package dev.ringdown.hub.delivery;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table {@code paused_role}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface PausedRoleRepository extends GenericRepository<PausedRole, UUID> {

    @Query("SELECT application_id, role, application_modified FROM paused_role")
    List<PausedRole> all();

    @Query("INSERT INTO paused_role (application_id, role, application_modified) VALUES (:application, :role, :modified) "
            + "ON DUPLICATE KEY UPDATE application_modified = :modified")
    void pause(@BinaryUuid UUID application, String role, Instant modified);
}
