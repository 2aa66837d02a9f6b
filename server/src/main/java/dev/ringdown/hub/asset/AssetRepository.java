package dev.ringdown.hub.asset;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code asset}, {@code asset_creator} and {@code asset_use}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface AssetRepository extends GenericRepository<AssetRow, UUID> {

    /** What an application has announced that no message has taken up. */
    @MappedEntity
    record Unused(long files, long bytes) {
    }

    AssetRow save(AssetRow row);

    Optional<AssetRow> findById(UUID id);

    /** Whether the application made it, or is a party of a conversation in which a message uses it. */
    @Query("SELECT a.* FROM asset a WHERE a.id = :id AND (a.application_id = :application OR EXISTS (SELECT 1 FROM asset_use u "
            + "JOIN conversation_party p ON p.conversation_id = u.conversation_id WHERE u.asset_id = a.id AND p.application_id = :application))")
    Optional<AssetRow> readable(@BinaryUuid UUID id, @BinaryUuid UUID application);

    @Query("SELECT * FROM asset WHERE id = :id FOR UPDATE")
    Optional<AssetRow> lock(@BinaryUuid UUID id);

    /** In the order of their ids, so that two requests that lock the same never wait for each other crosswise. */
    @Query("SELECT * FROM asset WHERE id IN (:ids) ORDER BY id FOR UPDATE")
    List<AssetRow> lock(@BinaryUuid @Expandable Collection<UUID> ids);

    /** Those that are to go; what another node has in its hands is passed over. */
    @Query("SELECT * FROM asset WHERE used = FALSE AND created < :before ORDER BY created LIMIT :limit FOR UPDATE SKIP LOCKED")
    List<AssetRow> lockUnused(Instant before, int limit);

    /** Keeps other announcements of the application waiting until the transaction ends. */
    @Query("INSERT INTO asset_creator (application_id) VALUES (:application) ON DUPLICATE KEY UPDATE application_id = application_id")
    void lockCreator(@BinaryUuid UUID application);

    @Query("SELECT COUNT(*) AS files, COALESCE(SUM(size), 0) AS bytes FROM asset WHERE application_id = :application AND used = FALSE")
    Unused unusedOf(@BinaryUuid UUID application);

    /** @return 1, or 0 if there is content already, or no such asset */
    @Query("UPDATE asset SET upload_id = :upload WHERE id = :id AND upload_id IS NULL")
    int complete(@BinaryUuid UUID id, @BinaryUuid UUID upload);

    @Query("UPDATE asset SET used = TRUE WHERE id IN (:ids)")
    void markUsed(@BinaryUuid @Expandable Collection<UUID> ids);

    @Query("INSERT INTO asset_use (message_id, asset_id, conversation_id) VALUES (:message, :id, :conversation)")
    void addUse(@BinaryUuid UUID id, @BinaryUuid UUID conversation, @BinaryUuid UUID message);

    @Query("SELECT a.* FROM asset_use u JOIN asset a ON a.id = u.asset_id WHERE u.message_id = :message")
    List<AssetRow> usedBy(@BinaryUuid UUID message);

    @Query("DELETE FROM asset_use WHERE message_id = :message")
    void endUses(@BinaryUuid UUID message);

    @Query("SELECT a.* FROM asset a WHERE a.id IN (:ids) AND NOT EXISTS (SELECT 1 FROM asset_use u WHERE u.asset_id = a.id)")
    List<AssetRow> withoutUse(@BinaryUuid @Expandable Collection<UUID> ids);

    @Query("DELETE FROM asset WHERE id IN (:ids)")
    void delete(@BinaryUuid @Expandable Collection<UUID> ids);
}
