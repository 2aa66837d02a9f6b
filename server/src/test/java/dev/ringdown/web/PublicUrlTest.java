package dev.ringdown.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.server.EmbeddedServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {

    private static final BeanProvider<EmbeddedServer> NOT_ASKED = () -> {
        throw new AssertionError("the address of the server itself is not wanted");
    };

    @ParameterizedTest
    @CsvSource({
        "https://hub.example.com, https://hub.example.com/x?y=z",
        "https://hub.example.com/, https://hub.example.com/x?y=z",
        "' http://10.0.0.1:8080 ', http://10.0.0.1:8080/x?y=z",
        "http://[::1]:8080, http://[::1]:8080/x?y=z",
        "HTTPS://hub.example.com/behind/a/proxy//, HTTPS://hub.example.com/behind/a/proxy/x?y=z",
    })
    void standsBeforeThePath(String given, String whole) {
        assertEquals(whole, new PublicUrl(given, NOT_ASKED).of("/x?y=z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub.example.com", "//hub.example.com", "/hub", "ftp://hub.example.com", "https://", "https:///x", "https://hub example.com",
        "https://user:secret@hub.example.com", "https://hub.example.com/?a=b", "https://hub.example.com/#a", "https://hub.example.com/%zz"})
    void isRefusedAtStart(String given) {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> new PublicUrl(given, NOT_ASKED));
        assertTrue(refusal.getMessage().contains("RINGDOWN_PUBLIC_URL"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025})
    void leavesRoomForTheRest(int length) {
        String given = "https://hub.example.com/" + "a".repeat(length - "https://hub.example.com/".length());
        if (length <= 1024) {
            assertEquals(length + 2, new PublicUrl(given, NOT_ASKED).of("/x").length());
        } else {
            assertThrows(ConfigurationException.class, () -> new PublicUrl(given, NOT_ASKED));
        }
    }
}
