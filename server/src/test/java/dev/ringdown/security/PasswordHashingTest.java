package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashingTest {

    private final PasswordHashing hashing = new PasswordHashing();

    @ParameterizedTest
    @ValueSource(strings = {"", "correct horse", "pässwörd 🔑"})
    void onlyThePasswordMatchesItsHash(String password) {
        String hash = hashing.hash(password);
        assertTrue(hash.matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), hash);
        assertEquals(97, hash.length());
        assertTrue(hashing.verify(password, hash));
        assertFalse(hashing.verify(password + "x", hash));
        assertFalse(hashing.needsRehash(hash));
        assertNotEquals(hash, hashing.hash(password));
    }

    @Test
    void anAccentComposedOtherwiseIsTheSamePassword() {
        assertTrue(hashing.verify("cafe\u0301", hashing.hash("caf\u00e9")));
    }

    @Test
    void aHashOfTheReferenceImplementationIsUnderstood() {
        // From the tests of the reference implementation (P-H-C/phc-winner-argon2), Argon2id v=19, m=256, t=2, p=1.
        String hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertTrue(hashing.verify("password", hash));
        assertTrue(hashing.needsRehash(hash));
    }

    @Test
    void anUnknownAccountNeverMatchesAndTakesAsLong() {
        String hash = hashing.hash("a");
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            assertFalse(hashing.verify("b", hash));
            long middle = System.nanoTime();
            assertFalse(hashing.verify("b", null));
            known = Math.min(known, middle - start);
            unknown = Math.min(unknown, System.nanoTime() - middle);
        }
        assertTrue(unknown > known / 3 && unknown < known * 3, known + " and " + unknown + " ns");
    }

    @Test
    void weakerParametersAskForARehash() {
        String weak = Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID).hash("a").getResult();
        assertTrue(hashing.needsRehash(weak));
        assertTrue(hashing.verify("a", weak));
    }

    @Test
    void moreThanCanWaitAreToldBusyAndTheRestIsServed() throws Exception {
        PasswordHashing small = new PasswordHashing(1, 2, Duration.ofSeconds(20));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(threads.submit(() -> small.hash("a")));
        }
        int busy = 0;
        for (Future<String> each : all) {
            try {
                each.get();
            } catch (ExecutionException e) {
                assertEquals(PasswordHashingBusyException.class, e.getCause().getClass());
                busy++;
            }
        }
        threads.shutdown();
        assertTrue(busy > 0 && busy <= 9, busy + " of 12");
        assertTrue(small.verify("a", small.hash("a")), "afterwards there is room again");
    }

    @Test
    void whoWaitsTooLongIsToldBusy() {
        PasswordHashing none = new PasswordHashing(0, 2, Duration.ofMillis(20));
        assertThrows(PasswordHashingBusyException.class, () -> none.hash("a"));
    }
}
