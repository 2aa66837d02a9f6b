package dev.ringdown.hub;

import dev.ringdown.api.conversationmanager.model.ErrorDetail;
import dev.ringdown.api.conversationmanager.model.ErrorResponse;
import dev.ringdown.web.ApiException;
import io.micronaut.core.annotation.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A refusal by a rule of the Conversation Manager. */
public final class HubException extends ApiException {

    private static final long serialVersionUID = 1L;

    private final HubErrorCode code;
    private final transient List<ErrorDetail> details;
    private final String userMessage;

    private HubException(HubErrorCode code, String message, List<ErrorDetail> details, @Nullable String userMessage) {
        super(code.status(), message);
        this.code = code;
        this.details = details;
        this.userMessage = userMessage;
    }

    public HubException(HubErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    /** A refusal that names the field at fault, in the contract's spelling and with its path ({@code roles[0].callback}). */
    public static HubException ofField(HubErrorCode code, String field, String message) {
        return new HubException(code, message, List.of(new ErrorDetail("field", field)), null);
    }

    /** There is no such thing, or it is not the caller's: both answer alike. */
    public static HubException notFound(String what) {
        return new HubException(HubErrorCode.NOT_FOUND, "There is no such " + what + ".");
    }

    /** The same refusal with one more fact for the developer. */
    public HubException with(String key, String value) {
        List<ErrorDetail> more = new ArrayList<>(details);
        more.add(new ErrorDetail(key, value));
        return new HubException(code, getMessage(), List.copyOf(more), userMessage);
    }

    /** The same refusal with a text that users may read; shown only to callers that ask for it. */
    public HubException forUser(String text) {
        return new HubException(code, getMessage(), details, text);
    }

    /** Whether it names a field that ends with this name ({@code attachments.attachment[0].size}). */
    public boolean isOf(String name) {
        return details.stream().anyMatch(detail -> detail.value() != null && detail.value().endsWith("." + name));
    }

    public HubErrorCode code() {
        return code;
    }

    @Override
    public ErrorResponse body() {
        return new ErrorResponse(code.code(), getMessage(), details.isEmpty() ? null : details, userMessage);
    }
}
