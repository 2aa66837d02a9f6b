package dev.ringdown.desk.tag;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The table {@code tag_group}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TagGroupRepository extends GenericRepository<TagGroup, Long> {

    TagGroup save(TagGroup group);

    void update(TagGroup group);

    /** Locks the group for the transaction around the call. */
    @Query("SELECT * FROM tag_group WHERE id = :id FOR UPDATE")
    Optional<TagGroup> lock(long id);

    /** By name as people sort it. */
    @Query("SELECT * FROM tag_group ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<TagGroup> all();
}
