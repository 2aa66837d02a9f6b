package dev.ringdown.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;

/** The versions of what every node keeps in memory. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SnapshotVersions extends GenericRepository<SnapshotVersions.Version, String> {

    @MappedEntity("snapshot_version")
    record Version(@Id String name, long version) {
    }

    @Query("SELECT name, version FROM snapshot_version")
    List<Version> all();

    @Query("SELECT version FROM snapshot_version WHERE name = :name")
    long of(String name);

    @Query("UPDATE snapshot_version SET version = version + 1 WHERE name = :name")
    void raise(String name);
}
