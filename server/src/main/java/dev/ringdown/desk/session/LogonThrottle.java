package dev.ringdown.desk.session;

import dev.ringdown.desk.DeskException;
import dev.ringdown.security.OpaqueTokens;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Slows repeated wrong log-ons down, and repeated requests for a reset URL: counted in the database, so for all nodes together, by account
 * and network address, so that nobody is kept out by a stranger elsewhere. The first few failures cost nothing; then the wait doubles with
 * each, up to 15 minutes. A success, or a day without a failure, forgets them. There is no hard lock. A request counts like a failure, apart
 * from those of log-ons.
 */
@Singleton
class LogonThrottle {

    static final int FREE_FAILURES = 4;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final String RESET = "reset\n";
    private static final Duration MEMORY = Duration.ofDays(1);

    private final LogonFailureRepository failures;
    private final OpaqueTokens tokens;
    private final Transactions transactions;
    private final Clock clock;

    LogonThrottle(LogonFailureRepository failures, OpaqueTokens tokens, Transactions transactions, Clock clock) {
        this.failures = failures;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param counted whether it stands as a failure already */
    record Attempt(byte[] key, boolean counted) {
    }

    /**
     * Lets an attempt through to the password check. Once failures cost waiting, an attempt counts as failed from here on until it
     * succeeds: of many that come at the same moment one gets through, not all.
     *
     * @throws DeskException 429 while there is still to wait
     */
    Attempt admit(String account, String address) {
        byte[] key = tokens.hash(account + "\n" + address);
        return transactions.inTransaction(() -> {
            Instant now = now();
            LogonFailure known = failures.lock(key).filter(failure -> !failure.lastFailureAt().isBefore(now.minus(MEMORY))).orElse(null);
            if (known == null || known.failures() < FREE_FAILURES) {
                return new Attempt(key, false);
            }
            if (known.nextAttemptAt().isAfter(now)) {
                throw DeskException.tooManyRequests(Duration.between(now, known.nextAttemptAt()));
            }
            count(key, now);
            return new Attempt(key, true);
        });
    }

    /**
     * Counts a request for a reset URL, whoever it is for.
     *
     * @throws DeskException 429 while there is still to wait
     */
    void admitReset(String account, String address) {
        // No account that could log on begins so.
        byte[] key = tokens.hash(RESET + account + "\n" + address);
        transactions.inTransaction(() -> {
            Instant now = now();
            // Counted first, which locks: of many that come at the same moment each sees the one before. What is refused is not counted after all.
            failures.count(key, now, now.minus(MEMORY));
            LogonFailure counted = failures.lock(key).orElseThrow();
            if (counted.failures() > FREE_FAILURES && counted.nextAttemptAt().isAfter(now)) {
                throw DeskException.tooManyRequests(Duration.between(now, counted.nextAttemptAt()));
            }
            failures.bar(key, now.plus(waitAfter(counted.failures())));
        });
        failures.forget(now().minus(MEMORY));
    }

    void failed(Attempt attempt) {
        if (!attempt.counted) {
            transactions.inTransaction(() -> count(attempt.key, now()));
        }
        failures.forget(now().minus(MEMORY));
    }

    void succeeded(Attempt attempt) {
        failures.clear(attempt.key);
    }

    /** How long to wait after so many failures. */
    static Duration waitAfter(int failures) {
        if (failures <= FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, 30));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private void count(byte[] key, Instant now) {
        failures.count(key, now, now.minus(MEMORY));
        int counted = failures.lock(key).orElseThrow().failures();
        failures.bar(key, now.plus(waitAfter(counted)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
