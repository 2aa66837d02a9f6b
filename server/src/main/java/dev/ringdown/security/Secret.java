package dev.ringdown.security;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A password, token or other text that must not be seen: it prints as {@code ***}, and writing it as JSON fails, so
 * that an entity returned by mistake is an error in a test and not a leak. Equality takes the same time whatever the
 * difference is.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value));
    }

    /** The text itself: to send it to where it belongs, or to encrypt it. */
    public String reveal() {
        return value;
    }

    /** Whether this is the secret; the time taken tells no more than the lengths. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(bytes(value), bytes(presented));
    }

    @JsonValue
    Object refuseJson() {
        throw new IllegalStateException("a secret must not be written as JSON");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
