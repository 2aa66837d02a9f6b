package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.receiver.ReceivedCall;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies what a receiver got as the public Standard Webhooks specification says, from nothing but the request and the shared secret. */
final class StandardWebhook {

    private static final String SECRET_PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;

    StandardWebhook(String secret) {
        assertThat(secret).as("the webhook secret").startsWith(SECRET_PREFIX);
        key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        assertThat(key.length).as("bytes of the webhook secret").isBetween(24, 64);
    }

    /** Asserts that the call has an id, a timestamp of now and a signature of both and of the body. */
    void verify(ReceivedCall call) {
        String id = call.header("webhook-id");
        String timestamp = call.header("webhook-timestamp");
        assertThat(id).as("webhook-id").isNotBlank().doesNotContain(".");
        assertThat(timestamp).as("webhook-timestamp").matches("[0-9]+");
        assertThat(Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), call.arrived()).abs()).as("age of the signature")
                .isLessThan(TOLERANCE);
        byte[] expected = sign(id, timestamp, call.body());
        assertThat(call.header("webhook-signature")).as("webhook-signature").isNotNull();
        assertThat(Stream.of(call.header("webhook-signature").split(" ")).filter(signature -> signature.startsWith("v1,"))
                .anyMatch(signature -> MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature.substring(3)))))
                .as("one of the signatures is right: %s", call.header("webhook-signature")).isTrue();
    }

    private byte[] sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
