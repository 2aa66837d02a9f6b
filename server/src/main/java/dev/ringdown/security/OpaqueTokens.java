package dev.ringdown.security;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes tokens and client secrets that mean nothing, and the hashes by which they are stored. A plain SHA-256 is
 * enough here, unlike for passwords: nobody guesses 128 random bits.
 */
@Singleton
public final class OpaqueTokens {

    private static final int SESSION_TOKEN_BYTES = 16;
    private static final int CLIENT_SECRET_BYTES = 32;
    private static final int RESET_CODE_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** A session token: 128 random bits as 32 lower-case hexadecimal digits. */
    public Secret newSessionToken() {
        return Secret.of(HexFormat.of().formatHex(randomBytes(SESSION_TOKEN_BYTES)));
    }

    /** A client secret: 256 random bits as 43 characters of base64url. */
    public Secret newClientSecret() {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(CLIENT_SECRET_BYTES)));
    }

    /** A code to set a password with: 256 random bits as 64 lower-case hexadecimal digits, which no mail program takes for the end of a link. */
    public Secret newResetCode() {
        return Secret.of(HexFormat.of().formatHex(randomBytes(RESET_CODE_BYTES)));
    }

    /** What to store and look up instead of the token: 32 bytes. Any text has a hash; malformed ones match none. */
    public byte[] hash(String token) {
        return Sha256.of(token);
    }

    /** Whether a presented token is the one of this hash, in a time that does not tell how nearly. */
    public boolean matches(String presented, byte[] storedHash) {
        return MessageDigest.isEqual(hash(presented), storedHash);
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
