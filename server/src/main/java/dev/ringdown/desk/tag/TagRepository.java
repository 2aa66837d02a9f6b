package dev.ringdown.desk.tag;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The table {@code tag}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TagRepository extends GenericRepository<Tag, Long> {

    Tag save(Tag tag);

    void update(Tag tag);

    /** Locks a tag that is not deleted for the transaction around the call. */
    @Query("SELECT * FROM tag WHERE id = :id AND listed = TRUE FOR UPDATE")
    Optional<Tag> lock(long id);

    /** Whether a department puts it on its chats; it must be locked, so that none begins to in the meantime. */
    @Query("SELECT EXISTS (SELECT 1 FROM department_tag WHERE tag_id = :id)")
    boolean isInUse(long id);

    /** Takes it off the list and leaves it where it is. */
    @Query("UPDATE tag SET listed = NULL WHERE id = :id")
    void delete(long id);

    /** Those not deleted, by name as people sort it. */
    @Query("SELECT * FROM tag WHERE listed = TRUE ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<Tag> all();
}
