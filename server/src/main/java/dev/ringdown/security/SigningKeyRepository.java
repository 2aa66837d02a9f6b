package dev.ringdown.security;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.List;

/** The table {@code signing_key}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SigningKeyRepository extends GenericRepository<SigningKeyRepository.SigningKey, String> {

    @MappedEntity("signing_key")
    record SigningKey(@Id String kid, byte[] encrypted, Instant created) {
    }

    SigningKey save(SigningKey key);

    List<SigningKey> findAllOrderByCreatedDesc();
}
