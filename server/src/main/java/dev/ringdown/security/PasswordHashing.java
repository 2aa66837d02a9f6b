package dev.ringdown.security;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id: 19 MiB, 2 passes, 1 lane (OWASP's floor), 16 bytes of salt, 32 of hash, in PHC
 * form, 97 characters of ASCII.
 *
 * <p>A hash takes some 50 ms of one core, so at most one per core is made at a time; who waits longer than
 * 2 seconds, or finds too many waiting, gets {@link PasswordHashingBusyException}. Passwords are compared in Unicode
 * form NFC, since keyboards differ in how they compose an accent. Blocks: call it with no transaction open.
 */
@Singleton
public final class PasswordHashing {

    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;
    private static final Duration WAIT = Duration.ofSeconds(2);
    /** As many as a core works off within the wait, at 50 ms each. */
    private static final int WAITING_PER_CORE = 40;

    private final SecureRandom random = new SecureRandom();
    private final Semaphore cores;
    private final Semaphore callers;
    private final Duration wait;
    private final String nobodysHash;

    @Inject
    PasswordHashing() {
        this(Runtime.getRuntime().availableProcessors(), WAITING_PER_CORE * Runtime.getRuntime().availableProcessors(), WAIT);
    }

    PasswordHashing(int cores, int waiting, Duration wait) {
        this.cores = new Semaphore(cores, true);
        this.callers = new Semaphore(cores + waiting);
        this.wait = wait;
        this.nobodysHash = newHash("nobody's password, made anew at each start " + random.nextLong());
    }

    /**
     * Hashes a password for storage.
     *
     * @throws PasswordHashingBusyException when no core was free in time
     */
    public String hash(String password) {
        return withCore(() -> newHash(password));
    }

    /**
     * Whether this is the password of the hash. Takes as long when there is no hash, so that the time does not tell
     * which accounts exist: call it for unknown accounts too.
     *
     * @param storedHash what {@link #hash} made, or null where there is no account or no password
     * @throws PasswordHashingBusyException when no core was free in time
     */
    public boolean verify(String password, @Nullable String storedHash) {
        boolean matches = withCore(() -> {
            String hash = storedHash == null ? nobodysHash : storedHash;
            return Argon2Function.getInstanceFromHash(hash)
                    .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII));
        });
        return matches && storedHash != null;
    }

    /** Whether the hash was made with other parameters than today's: after a good log-on, hash again and store. */
    public boolean needsRehash(String storedHash) {
        Argon2Function made = Argon2Function.getInstanceFromHash(storedHash);
        return !made.equals(ARGON2);
    }

    private String newHash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return ARGON2.hash(bytes(password), salt).getResult();
    }

    private <T> T withCore(Supplier<T> work) {
        if (!callers.tryAcquire()) {
            throw new PasswordHashingBusyException();
        }
        try {
            if (!cores.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new PasswordHashingBusyException();
            }
            try {
                return work.get();
            } finally {
                cores.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PasswordHashingBusyException();
        } finally {
            callers.release();
        }
    }

    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
