package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringdown.security.UndecipherableSecretException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {

    private static final String CONTEXT = "configuration/1/password";

    private final SecretCipher cipher = cipher(1);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "pässword 🔑"})
    void whatIsEncryptedComesBack(String text) {
        String stored = cipher.encrypt(Secret.of(text), CONTEXT);
        assertEquals(Secret.of(text), cipher.decrypt(stored, CONTEXT));
        assertEquals(33 + text.getBytes(StandardCharsets.UTF_8).length,
                Base64.getDecoder().decode(stored).length);
    }

    @Test
    void bytesComeBack() {
        byte[] bytes = {0, 1, -1, 127, -128};
        assertArrayEquals(bytes, cipher.decryptBytes(cipher.encryptBytes(bytes, CONTEXT), CONTEXT));
    }

    @Test
    void equalSecretsAreStoredDifferently() {
        assertNotEquals(cipher.encrypt(Secret.of("a"), CONTEXT), cipher.encrypt(Secret.of("a"), CONTEXT));
    }

    @Test
    void aRestartWithTheSameKeyReadsWhatIsStored() {
        assertEquals(Secret.of("a"), cipher(1).decrypt(cipher.encrypt(Secret.of("a"), CONTEXT), CONTEXT));
    }

    @Test
    void anotherKeyIsNamedAsTheCause() {
        String stored = cipher.encrypt(Secret.of("topsecret"), CONTEXT);
        UndecipherableSecretException failed =
                assertThrows(UndecipherableSecretException.class, () -> cipher(2).decrypt(stored, CONTEXT));
        assertEquals(Reason.OTHER_KEY, failed.reason());
        assertFalse(failed.getMessage().contains("topsecret"));
    }

    @Test
    void aSecretMovedToAnotherPlaceIsNotRead() {
        String stored = cipher.encrypt(Secret.of("a"), CONTEXT);
        assertEquals(Reason.DAMAGED, assertThrows(UndecipherableSecretException.class,
                () -> cipher.decrypt(stored, "configuration/2/password")).reason());
    }

    @Test
    void anyChangedBitIsNoticed() {
        byte[] stored = cipher.encryptBytes(new byte[] {1, 2, 3}, CONTEXT);
        for (int bit = 0; bit < stored.length * 8; bit++) {
            byte[] changed = stored.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThrows(UndecipherableSecretException.class, () -> cipher.decryptBytes(changed, CONTEXT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AQ==", "not base64!", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void rubbishIsDamage(String stored) {
        assertThrows(UndecipherableSecretException.class, () -> cipher.decrypt(stored, CONTEXT));
    }

    private static SecretCipher cipher(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return new SecretCipher(new MasterKey(key));
    }
}
