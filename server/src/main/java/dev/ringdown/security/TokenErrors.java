package dev.ringdown.security;

import dev.ringdown.web.ErrorFormat;
import dev.ringdown.web.Failure;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

/** Errors of {@code /oauth2/token} are those of RFC 6749, section 5.2, also where the server finds them before the controller does. */
@Singleton
final class TokenErrors implements ErrorFormat {

    @Override
    public String basePath() {
        return "/oauth2/token";
    }

    @Override
    public TokenController.TokenError body(Failure failure, String message, @Nullable String field) {
        String error = failure.status().getCode() < 500 ? "invalid_request" : "server_error";
        return new TokenController.TokenError(error, message);
    }
}
