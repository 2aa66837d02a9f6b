package dev.ringdown.security;

import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs addresses that are all the access that is needed: HMAC-SHA256 under a key made from the {@link MasterKey}, so that what one node has
 * signed every node of the cluster verifies. A signature is for one purpose and one subject and says when it ends; whether that is past
 * is for the caller to judge.
 */
@Singleton
public final class UrlSignature {

    /** Keeps this use of the master key apart from all others; to be changed with the form of what is signed. */
    private static final byte[] KEY_LABEL = "ringdown url signature 1".getBytes(StandardCharsets.US_ASCII);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    UrlSignature(MasterKey master) {
        this.key = new SecretKeySpec(mac(master.key().getEncoded(), KEY_LABEL), ALGORITHM);
    }

    /**
     * @param purpose what the address is good for; no line breaks
     * @param subject what it gives access to
     * @param expires the end of its life, in seconds since 1970-01-01T00:00:00Z
     * @return 43 characters of base64url
     */
    public String sign(String purpose, String subject, long expires) {
        byte[] signed = (purpose + "\n" + subject + "\n" + expires).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, signed));
    }

    /** Whether this is the signature; the time that it takes tells nothing of the right one. */
    public boolean verify(String signature, String purpose, String subject, long expires) {
        return MessageDigest.isEqual(signature.getBytes(StandardCharsets.UTF_8),
                sign(purpose, subject, expires).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, byte[] message) {
        return mac(new SecretKeySpec(key, ALGORITHM), message);
    }

    private static byte[] mac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
