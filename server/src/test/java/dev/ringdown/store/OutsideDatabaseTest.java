package dev.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database named by the ordinary settings; here it is another embedded one, with a context that doesn't know that. */
class OutsideDatabaseTest {

    @TempDir
    static Path directory;

    private static EmbeddedDatabase outside;

    @BeforeAll
    static void start() {
        outside = EmbeddedDatabase.start(directory.resolve("outside"), new DatabaseSettings("64M", Duration.ofSeconds(60)));
    }

    @AfterAll
    static void stop() {
        outside.close();
    }

    @Test
    void isUsedWithTheParametersAndNoEmbeddedOneIsStarted() {
        try (ApplicationContext context = ApplicationContext.run(settings(outside.url() + "?prepStmtCacheSize=7"))) {
            DatasourceConfiguration pool = context.getBean(DatasourceConfiguration.class);
            assertEquals("UTC", pool.getDataSourceProperties().get("connectionTimeZone"));
            assertEquals("true", pool.getDataSourceProperties().get("forceConnectionTimeZoneToSession"));
        }
        assertFalse(Files.exists(directory.resolve("unused")));
        assertTrue(outside.process().isAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"serverTimezone=Europe/Berlin", "connectionTimeZone=SERVER", "forceConnectionTimeZoneToSession=false"})
    void refusesAnotherTimeZone(String parameter) {
        assertRefused(outside.url() + "?useSSL=false&" + parameter, parameter, "leave the parameter out");
    }

    @Test
    void refusesWhatItCannotReachOrEnter() {
        assertRefused("jdbc:mysql://127.0.0.1:1/ringdown?password=hidden", "127.0.0.1:1/ringdown", "Connection refused");
        assertRefused(outside.url().replace("/ringdown", "/foreign"), "Access denied");
        assertRefused("jdbc:mariadb://127.0.0.1/ringdown", "must begin with jdbc:mysql:");
    }

    @Test
    void takesAccountAndPasswordFromTheUrlToo() {
        Map<String, Object> settings = settings(outside.url() + "?user=" + EmbeddedDatabase.USER + "&password=" + outside.password());
        settings.keySet().removeAll(List.of("datasources.default.username", "datasources.default.password"));
        ApplicationContext.run(settings).close();
        settings.put("datasources.default.url", outside.url());
        assertRefused(settings, "Access denied");
    }

    /** A real greeting: MariaDB lets its version be set. */
    @ParameterizedTest
    @ValueSource(strings = {"8.0.36", "11.2.6-MariaDB", "5.5.5-11.4.5-MariaDB"})
    void refusesAServerThatIsTooOld(String version, @TempDir Path other) throws Exception {
        DatabaseSettings small = new DatabaseSettings("32M", Duration.ofSeconds(60));
        Files.createDirectory(other.resolve("mariadb"));
        Files.createSymbolicLink(other.resolve("mariadb/programs-" + DatabasePrograms.VERSION), directory.resolve("outside/mariadb/programs-" + DatabasePrograms.VERSION));
        EmbeddedDatabase current = EmbeddedDatabase.start(other, small);
        String url = current.url();
        String password = current.password();
        List<String> command = new ArrayList<>(List.of(current.process().info().command().orElseThrow()));
        command.addAll(List.of(current.process().info().arguments().orElseThrow()));
        current.close();
        command.add("--version=" + version);
        Process old = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            while (!old.inputReader().readLine().contains("ready for connections")) {
                assertTrue(old.isAlive());
            }
            Map<String, Object> settings = settings(url);
            settings.put("datasources.default.password", password);
            assertRefused(settings, "is needed", version);
        } finally {
            old.destroy();
            old.waitFor();
        }
    }

    private static void assertRefused(String url, String... parts) {
        assertRefused(settings(url), parts);
    }

    private static void assertRefused(Map<String, Object> settings, String... parts) {
        Throwable cause = assertThrows(RuntimeException.class, () -> ApplicationContext.run(settings).close());
        while (!(cause instanceof DatabaseRefusedException)) {
            cause = cause.getCause();
        }
        for (String part : parts) {
            assertTrue(cause.getMessage().contains(part), cause.getMessage());
        }
        assertFalse(cause.getMessage().contains("hidden"), cause.getMessage());
        assertFalse(cause.getMessage().contains("\n"), cause.getMessage());
    }

    private static Map<String, Object> settings(String url) {
        return new HashMap<>(Map.of(
                "ringdown.data-dir", directory.resolve("unused").toString(),
                "datasources.default.url", url,
                "datasources.default.username", EmbeddedDatabase.USER,
                "datasources.default.password", outside.password(),
                // Of no meaning here, but a server with an outside database doesn't start without one.
                "ringdown.secret-key", Base64.getEncoder().encodeToString(new byte[32])));
    }
}
