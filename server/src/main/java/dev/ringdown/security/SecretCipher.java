package dev.ringdown.security;

import dev.ringdown.security.UndecipherableSecretException.Reason;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets that are kept in the database: AES-256-GCM under the {@link MasterKey}.
 *
 * <p>Each is bound to a context, a text that names its place such as {@code configuration/<id>/basicAuth.password}:
 * it decrypts under the same context only, so that who can write to the database cannot move a secret to where it
 * is sent to somebody else. Stored form: a version byte (1), four bytes that tell the key, a 12-byte random nonce,
 * then ciphertext and tag: 33 bytes more than the plain text. The key's four bytes are there so that keys can be
 * replaced one day; a random nonce holds for 2^32 secrets per key.
 */
@Singleton
public final class SecretCipher {

    private static final byte VERSION = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES;

    private final MasterKey key;
    private final byte[] header;
    private final SecureRandom random = new SecureRandom();

    SecretCipher(MasterKey key) {
        this.key = key;
        this.header = ByteBuffer.allocate(HEADER_BYTES).put(VERSION).put(keyId(key)).array();
    }

    /** Encrypts a text; the answer is base64. Two encryptions of one text differ. */
    public String encrypt(Secret plain, String context) {
        return Base64.getEncoder().encodeToString(
                encryptBytes(plain.reveal().getBytes(StandardCharsets.UTF_8), context));
    }

    /**
     * Decrypts what {@link #encrypt} made.
     *
     * @throws UndecipherableSecretException when it is under another key or context, or was changed
     */
    public Secret decrypt(String stored, String context) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(stored);
        } catch (IllegalArgumentException e) {
            throw new UndecipherableSecretException(Reason.DAMAGED, e);
        }
        return Secret.of(new String(decryptBytes(bytes, context), StandardCharsets.UTF_8));
    }

    /** Encrypts bytes, such as a private key. */
    public byte[] encryptBytes(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, context);
            ByteBuffer stored = ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + cipher.getOutputSize(plain.length));
            stored.put(header).put(nonce);
            cipher.doFinal(ByteBuffer.wrap(plain), stored);
            return stored.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /**
     * Decrypts what {@link #encryptBytes} made.
     *
     * @throws UndecipherableSecretException when it is under another key or context, or was changed
     */
    public byte[] decryptBytes(byte[] stored, String context) {
        if (stored.length < HEADER_BYTES + NONCE_BYTES + TAG_BITS / 8 || stored[0] != VERSION) {
            throw new UndecipherableSecretException(Reason.DAMAGED, null);
        }
        if (!Arrays.equals(stored, 0, HEADER_BYTES, header, 0, HEADER_BYTES)) {
            throw new UndecipherableSecretException(Reason.OTHER_KEY, null);
        }
        try {
            int body = HEADER_BYTES + NONCE_BYTES;
            return cipher(Cipher.DECRYPT_MODE, stored, HEADER_BYTES, context).doFinal(stored, body,
                    stored.length - body);
        } catch (GeneralSecurityException e) {
            throw new UndecipherableSecretException(Reason.DAMAGED, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonceHolder, int nonceStart, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonceHolder, nonceStart, NONCE_BYTES));
        cipher.updateAAD(header);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] keyId(MasterKey key) {
        MessageDigest digest = Sha256.digest();
        digest.update("ringdown key id".getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(digest.digest(key.key().getEncoded()), KEY_ID_BYTES);
    }
}
