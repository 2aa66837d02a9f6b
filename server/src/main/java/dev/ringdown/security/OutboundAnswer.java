package dev.ringdown.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a called server answered. Its text form shows the status only: a body may hold an access token.
 */
public final class OutboundAnswer {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final boolean truncated;

    OutboundAnswer(int status, Map<String, List<String>> headers, byte[] body, boolean truncated) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.truncated = truncated;
    }

    /** The HTTP status of the final answer; a redirect is an answer like any other. */
    public int status() {
        return status;
    }

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The first header of that name, in whatever case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** The first 64 KiB of the body, as sent: compressed if the server compresses unasked. The caller's to keep. */
    public byte[] body() {
        return body;
    }

    /** {@link #body()} as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the body was longer than 64 KiB: the rest was not read and the connection was closed. */
    public boolean isTruncated() {
        return truncated;
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
