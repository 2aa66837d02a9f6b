package dev.ringdown.hub.asset;

import dev.ringdown.api.conversationmanager.model.ErrorResponse;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.web.ApiException;
import io.micronaut.http.HttpStatus;

import java.time.Duration;
import java.util.Optional;

/** More uploads are under way than the hub takes at a time: 503-101, to be tried again soon. */
final class UploadsBusyException extends ApiException {

    private static final long serialVersionUID = 1L;
    private static final Duration WAIT = Duration.ofSeconds(2);

    UploadsBusyException() {
        super(HttpStatus.SERVICE_UNAVAILABLE, "Too many uploads are under way. Try again in a few seconds.");
    }

    @Override
    public ErrorResponse body() {
        return new ErrorResponse(HubErrorCode.UNAVAILABLE.code(), getMessage(), null, null);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(WAIT);
    }
}
