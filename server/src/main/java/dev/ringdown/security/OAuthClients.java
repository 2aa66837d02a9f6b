package dev.ringdown.security;

import dev.ringdown.store.Snapshot;
import dev.ringdown.store.SnapshotRefresh;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The clients of {@code /oauth2/token} and their credentials. What changes here is in force on this node when the call returns and
 * on every other within a second, also for tokens already issued.
 */
@Singleton
public class OAuthClients {

    /** How long the secret before a rotation goes on working. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final OAuthClientRepository repository;
    private final SecretCipher cipher;
    private final OpaqueTokens tokens;
    private final Transactions transactions;
    private final Clock clock;
    private final Snapshot<Map<String, OAuthClient>> snapshot;

    OAuthClients(OAuthClientRepository repository, SecretCipher cipher, OpaqueTokens tokens, Transactions transactions, SnapshotRefresh snapshots, Clock clock) {
        this.repository = repository;
        this.cipher = cipher;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
        this.snapshot = snapshots.snapshot("oauth_client", known -> repository.findAll().stream()
                .collect(Collectors.toUnmodifiableMap(OAuthClient::clientId, Function.identity())));
    }

    /** From memory. */
    Optional<OAuthClient> find(String clientId) {
        return Optional.ofNullable(snapshot.current().get(clientId));
    }

    /** Makes credentials for a client, or new ones in the place of those it has; the secrets before hold for 24 hours. */
    public IssuedCredentials issue(String clientId, Set<Scope> scopes, boolean active) {
        Secret secret = tokens.newClientSecret();
        Secret webhookSecret = WebhookSignature.newSecret();
        Instant expires = clock.instant().plus(OVERLAP).truncatedTo(ChronoUnit.MILLIS);
        IssuedCredentials issued = change(() -> {
            Optional<OAuthClient> known = repository.findById(clientId);
            boolean rotated = known.filter(client -> client.secretHash() != null).isPresent();
            OAuthClient client = new OAuthClient(clientId, OAuthClient.Kind.CLIENT_APPLICATION, tokens.hash(secret.reveal()),
                    rotated ? known.get().secretHash() : null, rotated ? expires : null,
                    encrypt(clientId, webhookSecret), rotated ? known.get().webhookSecret() : null,
                    Scope.join(scopes), known.map(OAuthClient::credentialVersion).orElse(1L), active);
            keep(client, known.isPresent());
            return new IssuedCredentials(secret.reveal(), webhookSecret.reveal(), scopes, rotated ? expires : null);
        });
        snapshot.refresh();
        return issued;
    }

    /** Takes a client's credentials away; its tokens die, and what is posted to it is signed no more. No error if it has none. */
    public void revoke(String clientId) {
        change(() -> {
            repository.findById(clientId).ifPresent(known -> repository.update(new OAuthClient(clientId, known.kind(), null, null, null,
                    null, null, known.scopes(), known.credentialVersion() + 1, known.active())));
            return null;
        });
        snapshot.refresh();
    }

    /** Lets a client fetch and use tokens, or bars it. Part of the transaction around it; no error if it has no credentials. */
    public void setActive(String clientId, boolean active) {
        snapshot.change();
        repository.findById(clientId).filter(known -> known.active() != active).ifPresent(known -> {
            repository.update(new OAuthClient(clientId, known.kind(), known.secretHash(), known.previousSecretHash(),
                    known.previousSecretExpires(), known.webhookSecret(), known.previousWebhookSecret(), known.scopes(),
                    known.credentialVersion(), active));
        });
    }

    /** Forgets a client. Part of the transaction around it; no error if it is not known. */
    public void forget(String clientId) {
        snapshot.change();
        repository.deleteById(clientId);
    }

    /** To be called after a transaction that used {@link #setActive} or {@link #forget}, so that this node knows it at once. */
    public void refresh() {
        snapshot.refresh();
    }

    /** Sets the administrator's secret, making the administrator if there is none. */
    void setAdministrator(String clientId, String secret) {
        byte[] hash = tokens.hash(secret);
        change(() -> {
            Optional<OAuthClient> known = repository.findById(clientId);
            if (known.isEmpty() || !tokens.matches(secret, known.get().secretHash())) {
                keep(new OAuthClient(clientId, OAuthClient.Kind.ADMINISTRATOR, hash, null, null, null, null,
                        Scope.join(Set.of(Scope.MANAGE, Scope.READ)), known.map(OAuthClient::credentialVersion).orElse(0L) + 1, true),
                        known.isPresent());
            }
            // Under another name it would be a second key to the house that nobody remembers.
            repository.findAll().stream()
                    .filter(other -> other.kind() == OAuthClient.Kind.ADMINISTRATOR && !other.clientId().equals(clientId))
                    .forEach(other -> repository.deleteById(other.clientId()));
            return null;
        });
        snapshot.refresh();
    }

    /** The secrets that callbacks to a client are signed with, the newest first; none if it has no credentials. */
    public List<Secret> webhookSecrets(String clientId) {
        OAuthClient client = find(clientId).orElse(null);
        List<Secret> secrets = new ArrayList<>();
        if (client != null && client.webhookSecret() != null) {
            secrets.add(decrypt(clientId, client.webhookSecret()));
            if (client.previousWebhookSecret() != null && clock.instant().isBefore(client.previousSecretExpires())) {
                secrets.add(decrypt(clientId, client.previousWebhookSecret()));
            }
        }
        return secrets;
    }

    private <T> T change(Supplier<T> change) {
        return transactions.inTransaction(() -> {
            snapshot.change();
            return change.get();
        });
    }

    private void keep(OAuthClient client, boolean known) {
        UnaryOperator<OAuthClient> write = known ? repository::update : repository::save;
        write.apply(client);
    }

    private byte[] encrypt(String clientId, Secret secret) {
        return cipher.encryptBytes(secret.reveal().getBytes(StandardCharsets.US_ASCII), "webhook:" + clientId);
    }

    private Secret decrypt(String clientId, byte[] encrypted) {
        return Secret.of(new String(cipher.decryptBytes(encrypted, "webhook:" + clientId), StandardCharsets.US_ASCII));
    }
}
