package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SecretTest {

    private record Holder(String name, Secret password) {
    }

    @Test
    void aSecretDoesNotShowItself() {
        Secret secret = Secret.of("topsecret");
        assertEquals("***", secret.toString());
        assertEquals("Holder[name=a, password=***]", new Holder("a", secret).toString());
        assertEquals("topsecret", secret.reveal());
    }

    @Test
    void aSecretIsNeverWrittenAsJson() {
        ObjectMapper json = new ObjectMapper();
        for (Object value : new Object[] {Secret.of("topsecret"), new Holder("a", Secret.of("topsecret"))}) {
            JsonProcessingException refused =
                    assertThrows(JsonProcessingException.class, () -> json.writeValueAsString(value));
            assertFalse(refused.getMessage().contains("topsecret"));
        }
    }

    @Test
    void secretsCompareByTheirText() {
        assertEquals(Secret.of("a"), Secret.of("a"));
        assertEquals(Secret.of("a").hashCode(), Secret.of("a").hashCode());
        assertNotEquals(Secret.of("a"), Secret.of("b"));
        assertTrue(Secret.of("a").matches("a"));
        assertFalse(Secret.of("a").matches("a "));
    }
}
