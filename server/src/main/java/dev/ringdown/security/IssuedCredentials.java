package dev.ringdown.security;

import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * New credentials, shown to whoever asked for them and to nobody again.
 *
 * @param webhookSecret         as the Standard Webhooks specification writes it, {@code whsec_} and base64
 * @param previousSecretExpires until when the secret before this one holds too; null if there was none
 */
public record IssuedCredentials(String clientSecret, String webhookSecret, Set<Scope> scopes, @Nullable Instant previousSecretExpires) {

    @Override
    public String toString() {
        return "IssuedCredentials[scopes=" + scopes + "]";
    }
}
