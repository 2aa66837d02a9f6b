package dev.ringdown.store;

import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.MYSQL)
interface NoteRepository extends CrudRepository<Note, UUID> {

    List<Note> findByParent(@BinaryUuid UUID parent);

    List<Note> findByIdIn(Collection<UUID> ids);

    @Query("SELECT * FROM store_test_note WHERE id = :id")
    Optional<Note> byId(@BinaryUuid UUID id);

    @Query("SELECT * FROM store_test_note WHERE id IN (:ids) ORDER BY number")
    List<Note> byIds(@BinaryUuid @Expandable Collection<UUID> ids);

    @Query("UPDATE store_test_note SET parent = :parent WHERE id = :id")
    int setParent(@BinaryUuid UUID id, @BinaryUuid UUID parent);

    @Query("UPDATE store_test_note SET number = number + 1 WHERE id = :id")
    int count(@BinaryUuid UUID id);
}
