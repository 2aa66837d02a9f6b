package dev.ringdown.security;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The table {@code oauth_client}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface OAuthClientRepository extends GenericRepository<OAuthClient, String> {

    List<OAuthClient> findAll();

    Optional<OAuthClient> findById(String clientId);

    OAuthClient save(OAuthClient client);

    OAuthClient update(OAuthClient client);

    void deleteById(String clientId);
}
