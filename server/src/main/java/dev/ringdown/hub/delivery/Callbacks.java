package dev.ringdown.hub.delivery;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.authentication.Authentication;
import dev.ringdown.hub.authentication.BasicCredentials;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Header;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.security.GuardedHttpClient;
import dev.ringdown.security.OAuthClients;
import dev.ringdown.security.OutboundAnswer;
import dev.ringdown.security.OutboundCallException;
import dev.ringdown.security.OutboundRequest;
import dev.ringdown.security.Secret;
import dev.ringdown.security.WebhookSignature;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Posts one message to the callback of its receiver's role, logged on and signed as configured, and says what came of it. */
@Singleton
class Callbacks {

    private static final int UNAUTHORIZED = 401;
    /** What will be refused again, however often it is sent. */
    private static final Set<Integer> FINAL = Set.of(400, 413, 415, 422);
    private static final int GONE = 410;

    private final CurrentConfiguration configuration;
    private final CallbackBodies bodies;
    private final CallbackTokens tokens;
    private final OAuthClients clients;
    private final GuardedHttpClient http;
    private final PausedRoles paused;
    private final Clock clock;

    Callbacks(CurrentConfiguration configuration, CallbackBodies bodies, CallbackTokens tokens, OAuthClients clients, GuardedHttpClient http,
              PausedRoles paused, Clock clock) {
        this.configuration = configuration;
        this.bodies = bodies;
        this.tokens = tokens;
        this.clients = clients;
        this.http = http;
        this.paused = paused;
        this.clock = clock;
    }

    /** The client applications that are switched off or gone: what waits for them is not to be touched. */
    Set<UUID> resting() {
        return configuration.picture().all(ClientApplication.TYPE)
                .filter(application -> !application.document().active() || paused.containAll(application))
                .map(Configured::id).collect(Collectors.toSet());
    }

    /** Never fails, never blocks. */
    CompletionStage<Outcome> post(Receiver receiver, DueDelivery delivery) {
        CurrentConfiguration.Picture picture = configuration.picture();
        Configured<ClientApplication> application = picture.find(ClientApplication.TYPE, receiver.applicationId()).orElse(null);
        Role role = application == null ? null : application.document().role(RoleName.toEnum(receiver.role())).orElse(null);
        if (role == null) {
            // Nothing that an open conversation stands on can go: more likely this node has not heard of it yet.
            return CompletableFuture.completedFuture(new Outcome.TryAgain("the client application or its role is not known", null));
        }
        Optional<Configured<Authentication>> authentication = Optional.ofNullable(role.authentication())
                .flatMap(id -> picture.find(Authentication.TYPE, id));
        if (role.authentication() != null && authentication.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.TryAgain("the authentication is not known", null));
        }
        if (!application.document().active() || paused.contains(application, receiver.role()) || authentication.filter(found -> !found.document().active()).isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Waiting());
        }
        Call call = new Call(application, role, delivery, bodies.write(delivery, receiver.role(), role.version()));
        return authentication.map(found -> found.document().basic() != null
                        ? call.send(basic(found.document().basic())).thenApply(call::outcome) : withToken(call, found))
                .orElseGet(() -> call.send(null).thenApply(call::outcome))
                .exceptionally(Callbacks::outcome);
    }

    /** A token that is refused is fetched anew, and the message sent once more: that counts as one attempt. */
    private CompletionStage<Outcome> withToken(Call call, Configured<Authentication> authentication) {
        return tokens.token(authentication, null).thenCompose(token -> call.send(bearer(token)).thenCompose(answer ->
                answer.status() != UNAUTHORIZED ? CompletableFuture.completedStage(call.outcome(answer))
                        : tokens.token(authentication, token).thenCompose(fresh -> call.send(bearer(fresh))).thenApply(call::outcome)));
    }

    private final class Call {
        private final Configured<ClientApplication> application;
        private final Role role;
        private final DueDelivery delivery;
        private final byte[] body;

        Call(Configured<ClientApplication> application, Role role, DueDelivery delivery, byte[] body) {
            this.application = application;
            this.role = role;
            this.delivery = delivery;
            this.body = body;
        }

        CompletionStage<OutboundAnswer> send(@Nullable Secret authorization) {
            OutboundRequest.Builder request;
            try {
                request = OutboundRequest.to("POST", URI.create(role.callback()));
                for (Header header : role.headers()) {
                    request.givenHeader(header.name(), header.value().reveal());
                }
            } catch (IllegalArgumentException e) {
                return CompletableFuture.failedStage(e);
            }
            Instant now = clock.instant();
            String id = delivery.id().toString();
            request.header("Content-Type", "application/json").header("webhook-id", id)
                    .header("webhook-timestamp", Long.toString(now.getEpochSecond()));
            List<Secret> secrets = clients.webhookSecrets(application.id().toString());
            if (!secrets.isEmpty()) {
                request.header("webhook-signature", WebhookSignature.sign(secrets, id, now, body));
            }
            if (authorization != null) {
                request.header("Authorization", authorization.reveal());
            }
            return http.send(request.body(body).build());
        }

        Outcome outcome(OutboundAnswer answer) {
            String error = "status " + answer.status();
            if (answer.isSuccess()) {
                return new Outcome.Delivered();
            } else if (answer.status() == GONE) {
                return new Outcome.Gone(error, application);
            } else if (FINAL.contains(answer.status())) {
                return new Outcome.Refused(error);
            }
            return new Outcome.TryAgain(error, answer.header(HttpHeaders.RETRY_AFTER).flatMap(Callbacks.this::wait).orElse(null));
        }
    }

    private static Secret basic(BasicCredentials credentials) {
        byte[] pair = (credentials.username() + ":" + credentials.password().reveal()).getBytes(StandardCharsets.UTF_8);
        return Secret.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static Secret bearer(Secret token) {
        return Secret.of("Bearer " + token.reveal());
    }

    private static Outcome outcome(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean speaks = cause instanceof OutboundCallException || cause instanceof CallbackTokens.TokenFetchException
                || cause instanceof IllegalArgumentException;
        return new Outcome.TryAgain(speaks ? cause.getMessage() : cause.getClass().getSimpleName(), null);
    }

    /** Seconds, or a date. What is neither is as if it were not there. */
    private Optional<Duration> wait(String retryAfter) {
        try {
            return Optional.of(retryAfter.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(clock.instant(), ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
