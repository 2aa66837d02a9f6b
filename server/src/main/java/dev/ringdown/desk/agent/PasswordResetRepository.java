package dev.ringdown.desk.agent;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Optional;

/** The table {@code password_reset}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface PasswordResetRepository extends GenericRepository<PasswordReset, byte[]> {

    @Query("INSERT INTO password_reset (code_hash, agent_id, expires_at) VALUES (:codeHash, :agentId, :expiresAt)")
    void add(byte[] codeHash, long agentId, Instant expiresAt);

    @Query("SELECT * FROM password_reset WHERE code_hash = :codeHash AND expires_at > :now")
    Optional<PasswordReset> findLive(byte[] codeHash, Instant now);

    /** @return 1 for the one call that may use the code, else 0 */
    @Query("DELETE FROM password_reset WHERE code_hash = :codeHash AND expires_at > :now")
    int use(byte[] codeHash, Instant now);

    @Query("DELETE FROM password_reset WHERE agent_id = :agentId")
    void endAll(long agentId);

    @Query("DELETE FROM password_reset WHERE expires_at <= :now LIMIT 1000")
    void forgetExpired(Instant now);
}
