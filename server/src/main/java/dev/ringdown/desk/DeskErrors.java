package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.ErrorResponse;
import dev.ringdown.web.ErrorFormat;
import dev.ringdown.web.Failure;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

/** The AgentChat API's error body for what the server itself finds wrong with a request. */
@Singleton
final class DeskErrors implements ErrorFormat {

    @Override
    public String basePath() {
        return DeskApi.BASE_PATH;
    }

    @Override
    public ErrorResponse body(Failure failure, String message, @Nullable String field) {
        return new ErrorResponse(codeOf(failure, field), message, field);
    }

    private static ErrorCode codeOf(Failure failure, @Nullable String field) {
        return switch (failure) {
            case MALFORMED_BODY, UNKNOWN_PARAMETER, MISSING_VALUE, INVALID_VALUE ->
                    VersionCheck.PARAMETER.equals(field) ? ErrorCode.INVALID_VERSION : ErrorCode.INVALID_REQUEST;
            case UNAUTHENTICATED -> ErrorCode.INVALID_SESSION;
            case FORBIDDEN -> ErrorCode.NOT_ALLOWED;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> ErrorCode.NOT_ACCEPTABLE;
            case TOO_LARGE -> ErrorCode.REQUEST_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case TOO_MANY_REQUESTS -> ErrorCode.TOO_MANY_REQUESTS;
            case INTERNAL -> ErrorCode.INTERNAL_ERROR;
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
        };
    }
}
