package dev.ringdown.hub.configuration;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code configuration}, {@code configuration_reference} and {@code configuration_key}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ConfigurationRepository extends GenericRepository<ConfigurationRow, UUID> {

    ConfigurationRow save(ConfigurationRow row);

    @Query("SELECT * FROM configuration WHERE id = :id AND kind = :kind")
    Optional<ConfigurationRow> find(@BinaryUuid UUID id, ConfigurationKind kind);

    @Query("SELECT * FROM configuration WHERE kind = :kind ORDER BY created, id LIMIT :limit OFFSET :offset")
    List<ConfigurationRow> list(ConfigurationKind kind, int limit, long offset);

    @Query("SELECT COUNT(*) FROM configuration WHERE kind = :kind")
    long count(ConfigurationKind kind);

    @Query("UPDATE configuration SET document = :document, modified = :modified, changed_in = :changedIn WHERE id = :id")
    void replace(@BinaryUuid UUID id, String document, Instant modified, long changedIn);

    @Query("DELETE FROM configuration WHERE id = :id")
    void delete(@BinaryUuid UUID id);

    @Query("SELECT id, changed_in FROM configuration")
    List<Change> changes();

    @Query("SELECT * FROM configuration WHERE id IN (:ids)")
    List<ConfigurationRow> findAll(@BinaryUuid @Expandable Collection<UUID> ids);

    @Query("INSERT INTO configuration_reference (source_id, source_kind, target_id, target_kind) VALUES (:source, :sourceKind, :target, :targetKind)")
    void refer(@BinaryUuid UUID source, ConfigurationKind sourceKind, @BinaryUuid UUID target, ConfigurationKind targetKind);

    @Query("DELETE FROM configuration_reference WHERE source_id = :source")
    void forgetReferences(@BinaryUuid UUID source);

    @Query("SELECT c.* FROM configuration_reference r JOIN configuration c ON c.id = r.source_id WHERE r.target_id = :target ORDER BY c.created, c.id LIMIT :limit")
    List<ConfigurationRow> users(@BinaryUuid UUID target, int limit);

    @Query("SELECT COUNT(*) FROM conversation_configuration WHERE configuration_id = :id")
    long openConversationsOn(@BinaryUuid UUID id);

    @Query("INSERT INTO configuration_key (kind, value, owner) VALUES (:kind, :value, :owner)")
    void take(ConfigurationKind kind, byte[] value, @BinaryUuid UUID owner);

    @Query("DELETE FROM configuration_key WHERE owner = :owner")
    void release(@BinaryUuid UUID owner);
}
