package dev.ringdown.hub.delivery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringdown.api.conversationmanager.model.OAuth2RequestMethod;
import dev.ringdown.hub.authentication.Authentication;
import dev.ringdown.hub.authentication.OAuth2Settings;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.security.GuardedHttpClient;
import dev.ringdown.security.OutboundAnswer;
import dev.ringdown.security.OutboundRequest;
import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens for callbacks, fetched as an authentication says and kept until a callback answers 401. One fetch at a time per
 * authentication: those who want a token meanwhile wait for it.
 */
@Singleton
class CallbackTokens {

    private final GuardedHttpClient http;
    private final JsonMapper json = new JsonMapper();
    private final Map<UUID, Fetch> fetches = new ConcurrentHashMap<>();

    CallbackTokens(GuardedHttpClient http) {
        this.http = http;
    }

    /** A token, or the fetch of one, by the settings as they were at a time. */
    private record Fetch(Instant settings, CompletableFuture<Secret> token) {

        /** Whether this fetch is of no use: it failed, is of other settings, or brought the very token that was refused. */
        boolean isStale(Instant wanted, @Nullable Secret refused) {
            return !settings.equals(wanted) || token.isCompletedExceptionally()
                    || refused != null && token.isDone() && token.join().equals(refused);
        }
    }

    /** The token could not be had. */
    static final class TokenFetchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TokenFetchException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The token of an authentication, fetched if there is none.
     *
     * @param refused the token that a callback has just refused, so that another is fetched; null: any
     */
    CompletionStage<Secret> token(Configured<Authentication> authentication, @Nullable Secret refused) {
        return fetches.compute(authentication.id(), (id, known) -> known == null || known.isStale(authentication.modified(), refused)
                ? new Fetch(authentication.modified(), fetch(authentication.document().oauth2()).toCompletableFuture()) : known).token;
    }

    private CompletionStage<Secret> fetch(OAuth2Settings settings) {
        OutboundRequest.Builder request;
        try {
            request = OutboundRequest.to(settings.method().getValue(), URI.create(settings.tokenRequestUrl()));
            settings.headers().forEach(header -> request.header(header.name(), header.value().reveal()));
            if (settings.method() == OAuth2RequestMethod.POST && settings.payload() != null) {
                request.body(settings.payload().reveal().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new TokenFetchException("token request: " + e.getMessage()));
        }
        return http.send(request.build()).thenApply(answer -> tokenIn(answer, settings));
    }

    /** A token that no header can carry would fail every call, without the 401 that has a token fetched anew. */
    private static boolean canBeSent(String token) {
        return token.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    private Secret tokenIn(OutboundAnswer answer, OAuth2Settings settings) {
        if (!answer.isSuccess()) {
            throw new TokenFetchException("token request: status " + answer.status());
        }
        try {
            return settings.accessTokenIn(json.readTree(answer.body())).filter(CallbackTokens::canBeSent).map(Secret::of)
                    .orElseThrow(() -> new TokenFetchException("token request: no token that can be sent at " + settings.accessTokenPath()));
        } catch (IOException e) {
            throw new TokenFetchException("token request: the answer is not JSON");
        }
    }
}
