package dev.ringdown.security;

import dev.ringdown.store.FirstStartStep;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.List;

/**
 * The administrator of the hub: a client that may configure it, but has no role in conversations. Made at first start with a secret
 * of its own; {@code RINGDOWN_ADMIN_CLIENT_ID} and {@code RINGDOWN_ADMIN_CLIENT_SECRET} set it at every start.
 */
@Singleton
class Administrator implements FirstStartStep {

    private static final int SHORTEST_SECRET = 24;

    private final String clientId;
    private final String givenSecret;
    private final OAuthClients clients;
    private final SigningKeys signingKeys;
    private final OpaqueTokens tokens;

    Administrator(@Property(name = "ringdown.admin.client-id", defaultValue = "administrator") String clientId,
                  @Nullable @Property(name = "ringdown.admin.client-secret") String givenSecret, OAuthClients clients,
                  SigningKeys signingKeys, OpaqueTokens tokens) {
        this.clientId = clientId;
        this.givenSecret = givenSecret == null || givenSecret.isEmpty() ? null : givenSecret;
        this.clients = clients;
        this.signingKeys = signingKeys;
        this.tokens = tokens;
        if (!clientId.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new ConfigurationException("RINGDOWN_ADMIN_CLIENT_ID must be 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        // It is hashed fast, as random secrets are; a short one could be guessed from a stolen hash.
        if (this.givenSecret != null && this.givenSecret.length() < SHORTEST_SECRET) {
            throw new ConfigurationException("RINGDOWN_ADMIN_CLIENT_SECRET must have at least " + SHORTEST_SECRET
                    + " characters; `openssl rand -base64 32` makes a good one.");
        }
    }

    @Override
    public List<String> install() {
        signingKeys.create();
        if (givenSecret != null) {
            return List.of();
        }
        Secret made = tokens.newClientSecret();
        clients.setAdministrator(clientId, made.reveal());
        return List.of("Administrator of the hub (OAuth2 client credentials at /oauth2/token):",
                "    client_id     " + clientId, "    client_secret " + made.reveal());
    }

    @Override
    public void applySettings() {
        if (givenSecret != null) {
            clients.setAdministrator(clientId, givenSecret);
        }
    }
}
