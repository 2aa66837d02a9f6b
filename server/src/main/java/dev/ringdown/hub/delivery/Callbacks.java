package dev.ringdown.hub.delivery;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.authentication.Authentication;
import dev.ringdown.hub.authentication.BasicCredentials;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Header;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.MomentaryMessage;
import dev.ringdown.hub.participant.Participant;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Posts one message to the callback of its receiver's role, logged on and signed as configured, and says what came of it. */
@Singleton
class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

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

    /** Whether a receiver is not to be called at all now: switched off, gone, or not known, as one of whom this node has not heard yet. */
    boolean rests(Receiver receiver) {
        return called(receiver).isEmpty();
    }

    /** Whom a call goes to, and how it logs on. */
    private record Called(Configured<ClientApplication> application, Role role, @Nullable Configured<Authentication> authentication) {
    }

    private Optional<Called> called(Receiver receiver) {
        CurrentConfiguration.Picture picture = configuration.picture();
        Configured<ClientApplication> application = picture.find(ClientApplication.TYPE, receiver.applicationId()).orElse(null);
        Role role = application == null ? null : application.document().role(RoleName.toEnum(receiver.role())).orElse(null);
        if (role == null || !application.document().active() || paused.contains(application, receiver.role())) {
            return Optional.empty();
        }
        if (role.authentication() == null) {
            return Optional.of(new Called(application, role, null));
        }
        return picture.find(Authentication.TYPE, role.authentication()).filter(found -> found.document().active())
                .map(found -> new Called(application, role, found));
    }

    /**
     * Posts a delivery. Never fails, never blocks.
     *
     * @param mayCall asked just before each call that this takes; if not, no call is made
     */
    CompletionStage<Outcome> post(Receiver receiver, DueDelivery delivery, BooleanSupplier mayCall) {
        Called called = called(receiver).filter(found -> !isInactive(delivery.participantId())).orElse(null);
        return called == null ? CompletableFuture.completedFuture(Outcome.Waiting.FOR_A_WHILE)
                : post(called, delivery.id(), () -> bodies.write(delivery, receiver.role(), called.role.version()), mayCall);
    }

    /** Posts a message that is not stored; as {@link #post(Receiver, DueDelivery, BooleanSupplier)}. */
    CompletionStage<Outcome> post(Receiver receiver, MomentaryMessage event, Conversation conversation, BooleanSupplier mayCall) {
        Called called = called(receiver).orElse(null);
        return called == null ? CompletableFuture.completedFuture(Outcome.Waiting.FOR_A_WHILE)
                : post(called, event.id(), () -> bodies.write(event, conversation, receiver.role(), called.role.version()), mayCall);
    }

    private boolean isInactive(@Nullable UUID participant) {
        return participant != null && configuration.picture().find(Participant.TYPE, participant).filter(found -> !found.document().active()).isPresent();
    }

    private CompletionStage<Outcome> post(Called called, UUID webhookId, Supplier<byte[]> body, BooleanSupplier mayCall) {
        Call call;
        try {
            call = new Call(called, webhookId, body.get(), mayCall);
        } catch (RuntimeException e) {
            LOG.error("The message of delivery {} cannot be written", webhookId, e);
            return CompletableFuture.completedFuture(new Outcome.TryAgain("the message cannot be written", null, null));
        }
        Configured<Authentication> authentication = called.authentication;
        CompletionStage<Outcome> outcome = authentication == null ? call.send(null).thenApply(call::outcome)
                : authentication.document().basic() != null ? call.send(basic(authentication.document().basic())).thenApply(call::outcome)
                : withToken(call, authentication);
        return outcome.exceptionally(Callbacks::outcome);
    }

    /** A token that is refused is fetched anew, and the message sent once more: that counts as one attempt. */
    private CompletionStage<Outcome> withToken(Call call, Configured<Authentication> authentication) {
        return tokens.token(authentication, null).thenCompose(token -> call.send(bearer(token)).thenCompose(answer ->
                answer.status() != UNAUTHORIZED ? CompletableFuture.completedStage(call.outcome(answer))
                        : tokens.token(authentication, token).thenCompose(fresh -> call.send(bearer(fresh))).thenApply(call::outcome)));
    }

    /** There was no time left for a call. */
    private static final class OutOfTimeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfTimeException() {
            super("no time was left for the call", null, false, false);
        }
    }

    private final class Call {
        private final Configured<ClientApplication> application;
        private final Role role;
        private final String id;
        private final byte[] body;
        private final BooleanSupplier mayCall;

        Call(Called called, UUID webhookId, byte[] body, BooleanSupplier mayCall) {
            this.application = called.application;
            this.role = called.role;
            this.id = webhookId.toString();
            this.body = body;
            this.mayCall = mayCall;
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
            request.header("Content-Type", "application/json").header("webhook-id", id)
                    .header("webhook-timestamp", Long.toString(now.getEpochSecond()));
            List<Secret> secrets = clients.webhookSecrets(application.id().toString());
            if (!secrets.isEmpty()) {
                request.header("webhook-signature", WebhookSignature.sign(secrets, id, now, body));
            }
            if (authorization != null) {
                request.header("Authorization", authorization.reveal());
            }
            OutboundRequest ready = request.body(body).build();
            return mayCall.getAsBoolean() ? http.send(ready) : CompletableFuture.failedStage(new OutOfTimeException());
        }

        Outcome outcome(OutboundAnswer answer) {
            String error = "status " + answer.status();
            if (answer.isSuccess()) {
                return new Outcome.Delivered(answer.status());
            } else if (answer.status() == GONE) {
                return new Outcome.Gone(error, answer.status(), application);
            } else if (FINAL.contains(answer.status())) {
                return new Outcome.Refused(error, answer.status());
            }
            return new Outcome.TryAgain(error, answer.status(), answer.header(HttpHeaders.RETRY_AFTER).flatMap(Callbacks.this::wait).orElse(null));
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
        if (cause instanceof OutOfTimeException) {
            return Outcome.Waiting.NOT_AT_ALL;
        }
        boolean speaks = cause instanceof OutboundCallException || cause instanceof CallbackTokens.TokenFetchException
                || cause instanceof IllegalArgumentException;
        return new Outcome.TryAgain(speaks ? cause.getMessage() : cause.getClass().getSimpleName(), null, null);
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
