package dev.ringdown.desk.session;

import dev.ringdown.desk.DeskApi;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;

/** An access token of the hub, a JWT, is no session: on the desk's addresses it logs nobody on (401). */
@Singleton
class NoHubTokens implements GenericJwtClaimsValidator<HttpRequest<?>> {

    @Override
    public boolean validate(Claims claims, @Nullable HttpRequest<?> request) {
        return request == null || !DeskApi.covers(request.getPath());
    }
}
