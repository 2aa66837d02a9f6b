package dev.ringdown.desk.session;

import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.agent.Caller;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/** Knows session tokens, on the desk's addresses alone: elsewhere they are nothing, as the hub's tokens are nothing here. */
@Singleton
class SessionTokenValidator implements TokenValidator<HttpRequest<?>> {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private final SessionService sessions;
    private final ExecutorService blocking;

    SessionTokenValidator(SessionService sessions, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.sessions = sessions;
        this.blocking = blocking;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (request == null || !DeskApi.covers(request.getPath()) || !FORM.matcher(token).matches()) {
            return Publishers.empty();
        }
        // Not on the event loop: it asks the database.
        return Publishers.fromCompletableFuture(() -> CompletableFuture.supplyAsync(
                () -> sessions.find(token).map(Caller::authentication).orElse(null), blocking));
    }
}
