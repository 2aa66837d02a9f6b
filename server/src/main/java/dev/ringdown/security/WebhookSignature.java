package dev.ringdown.security;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Signs what the hub posts, as the Standard Webhooks specification (1.0.0, symmetric signatures) says. */
public final class WebhookSignature {

    private static final String SECRET_PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;

    private WebhookSignature() {
    }

    /** A new signing secret: {@code whsec_} and 32 random bytes in base64. */
    public static Secret newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * The value of {@code webhook-signature}: one signature per secret, separated by blanks.
     *
     * @param id        the value of {@code webhook-id}
     * @param timestamp the value of {@code webhook-timestamp}, in seconds
     * @param body      what is posted, byte for byte
     */
    public static String sign(List<Secret> secrets, String id, Instant timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> "v1," + sign(secret, head, body)).collect(Collectors.joining(" "));
    }

    private static String sign(Secret secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.reveal().substring(SECRET_PREFIX.length())), "HmacSHA256"));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
