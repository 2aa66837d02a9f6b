package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.inject.BeanDefinitionReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server's settings do to these beans, in a context of them alone: no database is started. */
class SecurityStartTest {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    private Path directory;

    @Test
    void theSettingsReachTheBeans() {
        try (SecurityAlone server = new SecurityAlone(Map.of("ringdown.data-dir", directory.toString(),
                "ringdown.callbacks.allow", "localhost, 10.1.0.0/16"))) {
            server.start();
            assertTrue(Files.exists(directory.resolve("secret.key")));
            AddressGuard guard = server.getBean(AddressGuard.class);
            assertDoesNotThrow(() -> guard.check(URI.create("http://localhost:8080/")));
            assertDoesNotThrow(() -> guard.check(URI.create("http://10.1.2.3/")));
            assertThrows(AddressRefusedException.class, () -> guard.check(URI.create("http://127.0.0.1/")));
            assertDoesNotThrow(() -> server.getBean(GuardedHttpClient.class));
            SecretCipher cipher = server.getBean(SecretCipher.class);
            assertEquals(Secret.of("a"), cipher.decrypt(cipher.encrypt(Secret.of("a"), "x"), "x"));
            assertDoesNotThrow(() -> server.getBean(OpaqueTokens.class));
            assertDoesNotThrow(() -> server.getBean(PasswordHashing.class));
        }
    }

    @Test
    void aBadSettingStopsTheStart() {
        assertStartFails("RINGDOWN_SECRET_KEY", Map.of("ringdown.secret-key", "short"));
        assertStartFails("RINGDOWN_SECRET_KEY", Map.of("datasources.default.url", "jdbc:mysql://db/ringdown"));
        assertStartFails("the entry '10.0.0.0/99'", Map.of("ringdown.secret-key", KEY,
                "ringdown.callbacks.allow", List.of("10.0.0.0/99")));
    }

    private static void assertStartFails(String says, Map<String, Object> settings) {
        try (SecurityAlone server = new SecurityAlone(settings)) {
            Throwable failure = assertThrows(RuntimeException.class, server::start);
            String messages = Stream.iterate(failure, each -> each != null, Throwable::getCause)
                    .map(Throwable::getMessage).collect(Collectors.joining("\n"));
            assertTrue(messages.contains(says), messages);
        }
    }

    private static final class SecurityAlone extends DefaultApplicationContext {

        private static final Set<String> BEANS = Stream.of(AddressGuard.class, AllowedDestinations.class,
                HostLookup.class, SystemHostResolver.class, GuardedHttpClient.class, MasterKey.class,
                SecretCipher.class, OpaqueTokens.class, PasswordHashing.class)
                .map(Class::getName).collect(Collectors.toSet());

        SecurityAlone(Map<String, Object> settings) {
            super("security-alone");
            getEnvironment().addPropertySource(PropertySource.of("settings", settings, 1000));
        }

        @Override
        @SuppressWarnings("rawtypes")
        protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
            return super.resolveBeanDefinitionReferences().stream()
                    .filter(bean -> BEANS.contains(bean.getName()) || bean.getName().startsWith("io.micronaut.context."))
                    .toList();
        }
    }
}
