package dev.ringdown.security;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which secrets lie in the database: {@code ringdown.secret-key} ({@code RINGDOWN_SECRET_KEY}),
 * 32 bytes in base64. Without it, and with the embedded database, the key is in the file {@code secret.key} of the
 * data directory, made at the first start. An outside database is shared by nodes and backed up on its own, so there
 * the key must be given: the server does not start without. Read at start, so that a wrong key stops it then.
 */
@Context
final class MasterKey {

    static final String PROPERTY = "ringdown.secret-key";
    static final int BYTES = 32;

    private final SecretKey key;

    @Inject
    MasterKey(@Nullable @Property(name = PROPERTY) String given,
              @Nullable @Property(name = "datasources.default.url") String outsideDatabase,
              @Property(name = "ringdown.data-dir", defaultValue = "data") Path dataDirectory) {
        this(bytes(given, outsideDatabase, dataDirectory));
    }

    MasterKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    SecretKey key() {
        return key;
    }

    /**
     * @param text   32 bytes in base64, of either alphabet
     * @param source what to name when it is something else; the text itself is never shown
     */
    static byte[] decode(String text, String source) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(source + " is not base64. Make a key with: openssl rand -base64 32");
        }
        if (bytes.length != BYTES) {
            throw new ConfigurationException(source + " must be 32 bytes in base64, but is " + bytes.length
                    + ". Make a key with: openssl rand -base64 32");
        }
        return bytes;
    }

    private static byte[] bytes(@Nullable String given, @Nullable String outsideDatabase, Path dataDirectory) {
        if (given != null && !given.isBlank()) {
            return decode(given, PROPERTY + " (RINGDOWN_SECRET_KEY)");
        }
        if (outsideDatabase != null && !outsideDatabase.isBlank()) {
            throw new ConfigurationException("with a database of your own, set RINGDOWN_SECRET_KEY to 32 bytes in"
                    + " base64, the same on every node: it encrypts the secrets in the database."
                    + " Make one with: openssl rand -base64 32");
        }
        return SecretKeyFile.readOrCreate(dataDirectory.resolve("secret.key"));
    }
}
