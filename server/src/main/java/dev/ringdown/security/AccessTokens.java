package dev.ringdown.security;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.generator.JwtTokenGenerator;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Access tokens of the hub: JWTs that live 15 minutes and carry the client's id, its scopes and the version of the credentials
 * they were fetched with. Every use checks that version against what is known in memory, so a token ends with its credentials.
 */
@Singleton
class AccessTokens implements GenericJwtClaimsValidator<HttpRequest<?>> {

    static final Duration LIFE = Duration.ofMinutes(15);

    private static final String CREDENTIAL_VERSION = "credential_version";
    /** Where the framework looks for what the bearer may do. */
    private static final String SCOPES = "roles";

    private final JwtTokenGenerator generator;
    private final OAuthClients clients;
    private final Clock clock;

    AccessTokens(JwtTokenGenerator generator, OAuthClients clients, Clock clock) {
        this.generator = generator;
        this.clients = clients;
        this.clock = clock;
    }

    String issue(OAuthClient client, Set<Scope> scopes) {
        Instant now = clock.instant();
        List<String> granted = scopes.stream().sorted().map(Scope::value).toList();
        return generator.generateToken(Map.of(
                Claims.SUBJECT, client.clientId(),
                Claims.ISSUED_AT, Date.from(now),
                Claims.EXPIRATION_TIME, Date.from(now.plus(LIFE)),
                Claims.TOKEN_ID, UuidCreator.getTimeOrderedEpoch().toString(),
                SCOPES, granted,
                CREDENTIAL_VERSION, client.credentialVersion())).orElseThrow();
    }

    @Override
    public boolean validate(Claims claims, HttpRequest<?> request) {
        return claims.get(Claims.SUBJECT) instanceof String clientId
                && claims.get(CREDENTIAL_VERSION) instanceof Number version
                && clients.find(clientId)
                        .filter(client -> client.active() && client.credentialVersion() == version.longValue())
                        .isPresent();
    }
}
