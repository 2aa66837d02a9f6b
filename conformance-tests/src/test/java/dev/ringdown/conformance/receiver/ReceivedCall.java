package dev.ringdown.conformance.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request as the receiver got it.
 *
 * @param number  its place in the order of arrival, from 1
 * @param arrived when it had been read whole
 * @param method  the HTTP method
 * @param path    path and query
 * @param headers all headers, names in lower case
 * @param body    the body, byte by byte, for signatures
 * @param status  what it was answered, 0 if it was hung or closed
 */
public record ReceivedCall(int number, Instant arrived, String method, String path, Map<String, List<String>> headers, byte[] body,
                           int status) {

    /** The first value of a header, or null. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
