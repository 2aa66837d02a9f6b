package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.ErrorResponse;
import dev.ringdown.web.ApiException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;

import java.time.Duration;
import java.util.Optional;

/** A refusal by a rule of the AgentChat API. */
public final class DeskException extends ApiException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String field;
    private final Duration retryAfter;

    private DeskException(HttpStatus status, ErrorCode code, String message, @Nullable String field, @Nullable Duration retryAfter) {
        super(status, message);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** 400: the request itself is wrong. */
    public static DeskException badRequest(ErrorCode code, String field, String message) {
        return new DeskException(HttpStatus.BAD_REQUEST, code, message, field, null);
    }

    /** 401: wrong e-mail address or password; which of them is not said. */
    public static DeskException invalidLogon() {
        return new DeskException(HttpStatus.UNAUTHORIZED, ErrorCode.INVALID_LOGON, "The e-mail address or the password is wrong.", null, null);
    }

    /** 401: the session has ended since the call came in. */
    public static DeskException invalidSession() {
        return new DeskException(HttpStatus.UNAUTHORIZED, ErrorCode.INVALID_SESSION, "The session is missing, expired or ended. Log on again.",
                null, null);
    }

    /** 403: somebody else might. */
    public static DeskException notAllowed(@Nullable String field, String message) {
        return new DeskException(HttpStatus.FORBIDDEN, ErrorCode.NOT_ALLOWED, message, field, null);
    }

    /** 404: there is none, or none that the caller may see; both answer alike. */
    public static DeskException notFound(String field, String what) {
        return new DeskException(HttpStatus.NOT_FOUND, ErrorCode.NOT_FOUND, "There is no such " + what + ".", field, null);
    }

    /** 406: the answer exists in none of the media types that the caller accepts. */
    public static DeskException notAcceptable(String message) {
        return new DeskException(HttpStatus.NOT_ACCEPTABLE, ErrorCode.NOT_ACCEPTABLE, message, null, null);
    }

    /** 409: the state forbids it. */
    public static DeskException conflict(ErrorCode code, @Nullable String field, String message) {
        return new DeskException(HttpStatus.CONFLICT, code, message, field, null);
    }

    /** 409: another one has this name. */
    public static DeskException nameInUse(String field) {
        return conflict(ErrorCode.NAME_IN_USE, field, "There is already one of this name.");
    }

    /** 413: the file that comes with a message is too large. */
    public static DeskException fileTooLarge(String field, String message) {
        return new DeskException(HttpStatus.REQUEST_ENTITY_TOO_LARGE, ErrorCode.FILE_TOO_LARGE, message, field, null);
    }

    /** 415: the file that comes with a message is of a type that may not be sent. */
    public static DeskException fileTypeNotAllowed(String field, String message) {
        return new DeskException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, ErrorCode.FILE_TYPE_NOT_ALLOWED, message, field, null);
    }

    /** 429: too often; {@code retryAfter} says when to come back. */
    public static DeskException tooManyRequests(Duration retryAfter) {
        return new DeskException(HttpStatus.TOO_MANY_REQUESTS, ErrorCode.TOO_MANY_REQUESTS, "Too many attempts. Wait as long as Retry-After says.", null,
                retryAfter);
    }

    /** 503: not now. */
    public static DeskException unavailable(Duration retryAfter) {
        return new DeskException(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE, "The server is too busy. Try again.", null, retryAfter);
    }

    public ErrorCode code() {
        return code;
    }

    @Override
    public ErrorResponse body() {
        return new ErrorResponse(code, getMessage(), field);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
