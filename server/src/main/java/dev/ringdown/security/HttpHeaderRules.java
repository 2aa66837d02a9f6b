package dev.ringdown.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which headers a call may carry. Ask {@link #objection} when headers that a user gives are saved; the same rule is
 * applied again when a request is made.
 */
public final class HttpHeaderRules {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /** What frames the message or steers the connection: the client alone writes these. */
    private static final Set<String> FRAMING = Set.of("host", "content-length", "transfer-encoding", "connection",
            "keep-alive", "te", "trailer", "upgrade", "expect", "http2-settings");

    private HttpHeaderRules() {
    }

    /**
     * Why a header that a user gives cannot be sent: its form, or because it is the server's own to set
     * (framing, {@code Authorization}, {@code Proxy-*}, {@code webhook-*}).
     *
     * @return the objection in words, without the value (it may be a secret); empty when the header is fine
     */
    public static Optional<String> objection(String name, String value) {
        Optional<String> form = formObjection(name, value);
        if (form.isPresent()) {
            return form;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean reserved = lower.equals("authorization") || lower.startsWith("proxy-") || lower.startsWith("webhook-");
        return reserved ? Optional.of("the header " + name + " is set by the server") : Optional.empty();
    }

    /** Why nobody, not even the server's own code, can send this header. */
    static Optional<String> formObjection(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("a header's name must be 1 to 256 letters, digits or one of !#$%&'*+-.^_`|~");
        }
        if (!VALUE.matcher(value).matches()) {
            return Optional.of("the value of the header " + name + " must be printable ASCII on one line");
        }
        return FRAMING.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of("the header " + name + " is set by the server")
                : Optional.empty();
    }
}
