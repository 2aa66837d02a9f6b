package dev.ringdown.hub.asset;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Id;
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

/** The tables {@code asset_content} and {@code asset_upload}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ContentRepository extends GenericRepository<ContentRepository.Upload, UUID> {

    /** A row of the table {@code asset_upload}. */
    @MappedEntity("asset_upload")
    record Upload(@Id @BinaryUuid UUID id, @BinaryUuid UUID assetId, Instant begun) {
    }

    /** The bytes of a row of the table {@code asset_content}. */
    @MappedEntity
    record Part(byte[] bytes) {
    }

    Upload save(Upload upload);

    @Query("INSERT INTO asset_content (asset_id, upload_id, part, bytes) VALUES (:asset, :upload, :part, :bytes)")
    void add(@BinaryUuid UUID asset, @BinaryUuid UUID upload, int part, byte[] bytes);

    @Query("SELECT bytes FROM asset_content WHERE asset_id = :asset AND upload_id = :upload AND part = :part")
    Optional<Part> part(@BinaryUuid UUID asset, @BinaryUuid UUID upload, int part);

    @Query("DELETE FROM asset_upload WHERE id = :upload")
    void endUpload(@BinaryUuid UUID upload);

    @Query("DELETE FROM asset_content WHERE asset_id = :asset AND upload_id = :upload")
    void deleteParts(@BinaryUuid UUID asset, @BinaryUuid UUID upload);

    @Query("DELETE FROM asset_content WHERE asset_id IN (:assets)")
    void deleteParts(@BinaryUuid @Expandable Collection<UUID> assets);

    @Query("DELETE FROM asset_upload WHERE asset_id IN (:assets)")
    void endUploads(@BinaryUuid @Expandable Collection<UUID> assets);

    /** What another node has in its hands is passed over. */
    @Query("SELECT * FROM asset_upload WHERE begun < :before ORDER BY begun LIMIT :limit FOR UPDATE SKIP LOCKED")
    List<Upload> lockBegun(Instant before, int limit);
}
