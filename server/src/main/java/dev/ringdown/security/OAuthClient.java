package dev.ringdown.security;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;

/**
 * Who may fetch a token at {@code /oauth2/token}: a row of {@code oauth_client}.
 *
 * @param clientId              the administrator's, or a client application's id
 * @param secretHash            SHA-256 of the client secret; null after the credentials were taken away
 * @param previousSecretHash    the secret before the last rotation, valid until {@code previousSecretExpires}
 * @param webhookSecret         encrypted; signs callbacks. Null for the administrator
 * @param scopes                what tokens may carry, separated by blanks
 * @param credentialVersion     rises when the credentials are taken away, which ends all tokens of the version before
 * @param active                false refuses tokens, issued ones too
 */
@MappedEntity("oauth_client")
record OAuthClient(@Id String clientId, Kind kind, @Nullable byte[] secretHash, @Nullable byte[] previousSecretHash,
                   @Nullable Instant previousSecretExpires, @Nullable byte[] webhookSecret, @Nullable byte[] previousWebhookSecret,
                   String scopes, long credentialVersion, boolean active) {

    enum Kind {
        ADMINISTRATOR, CLIENT_APPLICATION
    }

    /** Whether a secret is the client's, the one before its last rotation included. Takes the same time whatever is wrong. */
    boolean accepts(String secret, OpaqueTokens tokens, Instant now) {
        boolean current = secretHash != null && tokens.matches(secret, secretHash);
        boolean previous = previousSecretHash != null && tokens.matches(secret, previousSecretHash)
                && previousSecretExpires != null && now.isBefore(previousSecretExpires);
        return current | previous;
    }
}
