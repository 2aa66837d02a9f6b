package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private static final String KEY = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

    @TempDir
    private Path directory;

    @Test
    void theEmbeddedDatabaseGetsAKeyFileForItsOwnerOnly() throws Exception {
        Path data = directory.resolve("a/data");
        byte[] first = key(null, null, data);
        Path file = data.resolve("secret.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        assertEquals(32, Base64.getDecoder().decode(Files.readString(file)).length);
        assertArrayEquals(first, key(null, "", data), "the next start has the same key");
        try (var files = Files.list(data)) {
            assertEquals(List.of(file), files.toList(), "no drafts are left");
        }
    }

    @Test
    void twoDirectoriesHaveDifferentKeys() {
        assertNotEquals(Base64.getEncoder().encodeToString(key(null, null, directory.resolve("a"))),
                Base64.getEncoder().encodeToString(key(null, null, directory.resolve("b"))));
    }

    @Test
    void allThatStartAtOnceGetTheSameKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        Callable<String> start = () -> Base64.getEncoder().encodeToString(key(null, null, directory));
        Set<String> keys = new HashSet<>();
        for (Future<String> each : threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> start).toList())) {
            keys.add(each.get());
        }
        threads.shutdown();
        assertEquals(1, keys.size());
    }

    @Test
    void aGivenKeyIsUsedAndNoFileIsMade() {
        byte[] expected = Base64.getDecoder().decode(KEY);
        assertArrayEquals(expected, key(" " + KEY + "\n", null, directory));
        assertArrayEquals(expected, key(KEY, "jdbc:mysql://db/ringdown", directory));
        assertFalse(Files.exists(directory.resolve("secret.key")));
    }

    @Test
    void anOutsideDatabaseNeedsAGivenKey() {
        ConfigurationException refused = assertThrows(ConfigurationException.class,
                () -> key(null, "jdbc:mysql://db/ringdown", directory));
        assertTrue(refused.getMessage().contains("RINGDOWN_SECRET_KEY"), refused.getMessage());
        assertFalse(Files.exists(directory.resolve("secret.key")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not a key!", "0123456789abcdef0123456789abcdef",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aMalformedKeyIsRefusedWithoutShowingIt(String given) throws Exception {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> key(given, null, directory));
        assertTrue(refused.getMessage().contains("RINGDOWN_SECRET_KEY"), refused.getMessage());
        assertFalse(refused.getMessage().contains(given));

        Files.writeString(directory.resolve("secret.key"), given);
        refused = assertThrows(ConfigurationException.class, () -> key(null, null, directory));
        assertTrue(refused.getMessage().contains("secret.key"), refused.getMessage());
        assertEquals(given, Files.readString(directory.resolve("secret.key")), "a bad file is never replaced");
    }

    private static byte[] key(String given, String database, Path data) {
        return new MasterKey(given, database, data).key().getEncoded();
    }
}
