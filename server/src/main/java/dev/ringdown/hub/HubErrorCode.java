package dev.ringdown.hub;

import io.micronaut.http.HttpStatus;

/** The error codes of the Conversation Manager's contract ({@code ErrorResponse.code}). The first part is the HTTP status. */
public enum HubErrorCode {
    MALFORMED_BODY("400-100"),
    UNKNOWN_PARAMETER("400-101"),
    INVALID_VALUE("400-119"),
    TAKEN("400-120"),
    REFERENCE_NOT_FOUND("400-121"),
    IN_USE("400-122"),
    MODIFIED_MEANWHILE("400-123"),
    MESSAGE_ID_REUSED("400-124"),
    ATTRIBUTE_MISSING("400-143"),
    CONVERSATION_OVER("400-630"),
    TYPE_NOT_ALLOWED("400-631"),
    NOT_ACTIVE("400-632"),
    TEXT_TOO_LONG("400-633"),
    ATTACHMENT_NOT_ALLOWED("400-634"),
    RICH_TYPE_NOT_ALLOWED("400-635"),
    UNAUTHENTICATED("401-104"),
    SCOPE_MISSING("403-101"),
    NOT_THIS_ROLE("403-102"),
    ASSET_IN_USE("403-110"),
    SIGNATURE("403-111"),
    NOT_FOUND("404-101"),
    CONVERSATION_OPEN("404-102"),
    METHOD_NOT_ALLOWED("405-101"),
    NOT_ACCEPTABLE("406-101"),
    TOO_LARGE("413-101"),
    UNSUPPORTED_MEDIA_TYPE("415-101"),
    TOO_MANY_REQUESTS("429-101"),
    INTERNAL("500-101"),
    UNAVAILABLE("503-101");

    private final String code;

    HubErrorCode(String code) {
        this.code = code;
    }

    /** The code as it stands in an error body, such as {@code 400-119}. */
    public String code() {
        return code;
    }

    HttpStatus status() {
        return HttpStatus.valueOf(Integer.parseInt(code.substring(0, 3)));
    }
}
