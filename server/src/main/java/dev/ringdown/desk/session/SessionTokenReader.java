package dev.ringdown.desk.session;

import dev.ringdown.desk.DeskApi;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;

import java.util.Optional;

/** Finds the session token in the query parameter, on the desk's addresses; not where there is an Authorization header, which wins. */
@Singleton
class SessionTokenReader implements TokenReader<HttpRequest<?>> {

    static final String PARAMETER = "SessionToken";

    @Override
    public Optional<String> findToken(HttpRequest<?> request) {
        if (!DeskApi.covers(request.getPath()) || request.getHeaders().contains(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getParameters().get(PARAMETER));
    }
}
