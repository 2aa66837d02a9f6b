package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpaqueTokensTest {

    private final OpaqueTokens tokens = new OpaqueTokens();

    @Test
    void aSessionTokenIs128BitsInLowerCaseHex() {
        Set<String> many = IntStream.range(0, 1000).mapToObj(i -> tokens.newSessionToken().reveal())
                .collect(Collectors.toSet());
        assertEquals(1000, many.size());
        assertTrue(many.stream().allMatch(token -> token.matches("[0-9a-f]{32}")));
    }

    @Test
    void aClientSecretIs256BitsInBase64Url() {
        assertTrue(tokens.newClientSecret().reveal().matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void onlyTheTokenItselfMatchesItsHash() {
        String token = tokens.newSessionToken().reveal();
        byte[] stored = tokens.hash(token);
        assertEquals(32, stored.length);
        assertTrue(tokens.matches(token, stored));
        assertFalse(tokens.matches(token.toUpperCase(Locale.ROOT) + " ", stored));
        assertFalse(tokens.matches("", stored));
        assertFalse(tokens.matches(HexFormat.of().formatHex(stored), stored));
    }

    @Test
    void theHashIsSha256() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                HexFormat.of().formatHex(tokens.hash("abc")));
    }
}
