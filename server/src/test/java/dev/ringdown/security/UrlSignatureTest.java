package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UrlSignatureTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final UrlSignature signature = new UrlSignature(new MasterKey(KEY));

    @Test
    void everyNodeWithTheSameKeyVerifies() {
        String signed = signature.sign("read", "a file", 1_755_601_742L);
        assertTrue(new UrlSignature(new MasterKey(KEY.clone())).verify(signed, "read", "a file", 1_755_601_742L));
        assertTrue(signed.matches("[A-Za-z0-9_-]{43}"), signed);
    }

    /** Nodes of two versions work side by side during an update: the form may not change unnoticed. */
    @Test
    void theFormIsFixed() {
        assertEquals("UsQsRNeWiCcCq2YFcm19OA8iJQzy8bE3iVNS3_6bl-Q", signature.sign("read", "a file", 1_755_601_742L));
    }

    @Test
    void holdsForNothingElse() {
        String signed = signature.sign("read", "a file", 1_755_601_742L);
        assertFalse(signature.verify(signed, "write", "a file", 1_755_601_742L));
        assertFalse(signature.verify(signed, "read", "b file", 1_755_601_742L));
        assertFalse(signature.verify(signed, "read", "a file", 1_755_601_743L));
        assertFalse(signature.verify(signed, "read", "a file\n1", 755_601_742L));
        byte[] otherKey = KEY.clone();
        otherKey[31]++;
        assertFalse(new UrlSignature(new MasterKey(otherKey)).verify(signed, "read", "a file", 1_755_601_742L));
        assertNotEquals(signed, signature.sign("read", "a fil", 1_755_601_742L));
    }

    /** Also not with a last character that stands for the same bytes in base64. */
    @Test
    void hasOneSpelling() {
        String signed = signature.sign("read", "a file", 1_755_601_742L);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int place = 0; place < signed.length(); place++) {
            for (char other : alphabet.toCharArray()) {
                if (other != signed.charAt(place)) {
                    String changed = signed.substring(0, place) + other + signed.substring(place + 1);
                    assertFalse(signature.verify(changed, "read", "a file", 1_755_601_742L), changed);
                }
            }
        }
        assertFalse(signature.verify(signed + "=", "read", "a file", 1_755_601_742L));
        assertFalse(signature.verify(signed.substring(1), "read", "a file", 1_755_601_742L));
        assertFalse(signature.verify("", "read", "a file", 1_755_601_742L));
    }
}
