package dev.ringdown.desk.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Optional;

/** The table {@code logon_failure}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface LogonFailureRepository extends GenericRepository<LogonFailure, byte[]> {

    @Query("SELECT * FROM logon_failure WHERE account_and_address = :key FOR UPDATE")
    Optional<LogonFailure> lock(byte[] key);

    /** One failure more; the first one again where the last one is forgotten. */
    @Query("INSERT INTO logon_failure (account_and_address, failures, last_failure_at, next_attempt_at) VALUES (:key, 1, :now, :now) "
            + "ON DUPLICATE KEY UPDATE failures = IF(last_failure_at < :forgotten, 1, failures + 1), last_failure_at = :now")
    void count(byte[] key, Instant now, Instant forgotten);

    @Query("UPDATE logon_failure SET next_attempt_at = :next WHERE account_and_address = :key")
    void bar(byte[] key, Instant next);

    @Query("DELETE FROM logon_failure WHERE account_and_address = :key")
    void clear(byte[] key);

    @Query("DELETE FROM logon_failure WHERE last_failure_at < :forgotten LIMIT 100")
    void forget(Instant forgotten);
}
