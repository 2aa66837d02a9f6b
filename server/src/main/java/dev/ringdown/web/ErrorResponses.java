package dev.ringdown.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Makes every error response of the server: whatever raised the error, its body is the one of the API under whose base path
 * the request came in.
 */
@Singleton
public class ErrorResponses implements ErrorResponseProcessor<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private final List<ErrorFormat> formats;

    ErrorResponses(List<ErrorFormat> formats) {
        this.formats = formats;
    }

    /** The framework's way in: what it found goes through the same bodies. */
    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        Throwable cause = context.getRootCause().orElse(null);
        RequestFailure found = RequestFailure.of(context.getRequest(), response.status(), cause);
        if (found.failure() == Failure.INTERNAL) {
            return internal(context.getRequest(), cause);
        }
        MutableHttpResponse<Object> answer = answer(context.getRequest(), found.failure(), found.message(), found.field());
        if (found.failure() == Failure.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"ringdown\"");
        }
        response.getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase(HttpHeaders.ALLOW)) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer;
    }

    /** An error that the server found by itself. */
    MutableHttpResponse<Object> answer(HttpRequest<?> request, Failure failure, String message, @Nullable String field) {
        return json(HttpResponse.status(failure.status()), formatFor(request).body(failure, message, field));
    }

    /** A refusal that a rule decided. */
    MutableHttpResponse<Object> answer(ApiException refusal) {
        MutableHttpResponse<Object> response = json(HttpResponse.status(refusal.status()), refusal.body());
        // Rounded up: who comes back when told to must not be too early.
        refusal.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Long.toString((wait.toMillis() + 999) / 1000)));
        return response;
    }

    /** A fault of ours: the log has it whole, the caller gets a number to quote. */
    MutableHttpResponse<Object> internal(HttpRequest<?> request, @Nullable Throwable cause) {
        String id = UUID.randomUUID().toString();
        if (cause instanceof IOException && isCallerGone(request)) {
            // No fault of ours, and nobody reads the answer: anybody could fill the log with it.
            LOG.debug("The caller of {} {} is gone: {}", request.getMethodName(), request.getPath(), cause.getMessage());
        } else {
            LOG.error("Error {} at {} {}", id, request.getMethodName(), request.getPath(), cause);
        }
        return answer(request, Failure.INTERNAL, "The server failed. Its log has the details under " + id + ".", null);
    }

    private static boolean isCallerGone(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> connected && !connected.getChannelHandlerContext().channel().isActive();
    }

    private static MutableHttpResponse<Object> json(MutableHttpResponse<Object> response, Object body) {
        return response.body(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private ErrorFormat formatFor(HttpRequest<?> request) {
        String path = request.getPath();
        return formats.stream()
                .filter(format -> path.startsWith(format.basePath() + "/") || path.equals(format.basePath()))
                .findFirst()
                .orElse(PlainErrors.INSTANCE);
    }
}
