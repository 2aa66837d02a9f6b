package dev.ringdown.desk.report;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The table {@code recipient}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RecipientRepository extends GenericRepository<Recipient, Long> {

    Recipient save(Recipient recipient);

    Optional<Recipient> findById(long id);

    /** Keeps it there for the transaction around the call: who deletes it waits. */
    @Query("SELECT * FROM recipient WHERE id = :id LOCK IN SHARE MODE")
    Optional<Recipient> lockShared(long id);

    /** With its schedules. {@code 0} where there is none. */
    @Query("DELETE FROM recipient WHERE id = :id")
    int delete(long id);

    /** By name as people sort it. */
    @Query("SELECT * FROM recipient ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<Recipient> all();
}
