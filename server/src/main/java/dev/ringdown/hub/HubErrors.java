package dev.ringdown.hub;

import dev.ringdown.api.conversationmanager.model.ErrorDetail;
import dev.ringdown.api.conversationmanager.model.ErrorResponse;
import dev.ringdown.web.ErrorFormat;
import dev.ringdown.web.Failure;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.List;

/** The Conversation Manager's error body for what the server itself finds wrong with a request. */
@Singleton
final class HubErrors implements ErrorFormat {

    @Override
    public String basePath() {
        return HubApi.BASE_PATH;
    }

    @Override
    public ErrorResponse body(Failure failure, String message, @Nullable String field) {
        return new ErrorResponse(codeOf(failure).code(), message, field == null ? null : List.of(new ErrorDetail("field", field)), null);
    }

    private static HubErrorCode codeOf(Failure failure) {
        return switch (failure) {
            case MALFORMED_BODY -> HubErrorCode.MALFORMED_BODY;
            case UNKNOWN_PARAMETER -> HubErrorCode.UNKNOWN_PARAMETER;
            case MISSING_VALUE -> HubErrorCode.ATTRIBUTE_MISSING;
            case INVALID_VALUE -> HubErrorCode.INVALID_VALUE;
            case UNAUTHENTICATED -> HubErrorCode.UNAUTHENTICATED;
            case FORBIDDEN -> HubErrorCode.SCOPE_MISSING;
            case NOT_FOUND -> HubErrorCode.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> HubErrorCode.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> HubErrorCode.NOT_ACCEPTABLE;
            case TOO_LARGE -> HubErrorCode.TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> HubErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case TOO_MANY_REQUESTS -> HubErrorCode.TOO_MANY_REQUESTS;
            case INTERNAL -> HubErrorCode.INTERNAL;
            case UNAVAILABLE -> HubErrorCode.UNAVAILABLE;
        };
    }
}
