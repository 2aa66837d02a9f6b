package dev.ringdown.store;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Runs work in one database transaction, and again when the database has chosen it as the victim of a deadlock.
 *
 * <p>The work may run more than once: it must have no effect outside the database. It stays on the calling thread, platform or virtual. Any
 * exception of the work rolls everything back and is thrown on as it is.
 *
 * <p>Repeated are only errors after which the database has rolled back the whole transaction, also when it says so at the commit: deadlocks, and
 * the lost certification of a cluster, which looks the same. Not repeated: a lock that was waited for too long (the wait has cost its time
 * already, and the transaction may still hold others), and a connection lost at the commit (the transaction may have been done).
 */
@Singleton
public class Transactions {

    static final int ATTEMPTS = 6;

    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    /** Group replication of MySQL: another node was first. */
    private static final int ROLLED_BACK_DURING_COMMIT = 3101;
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final int FIRST_PAUSE_MILLIS = 5;

    private final TransactionOperations<Connection> operations;
    private final ThreadLocal<UnderWay> current = new ThreadLocal<>();

    /** What belongs to one attempt of one transaction. */
    private static final class UnderWay {

        private final List<Runnable> afterCommit = new ArrayList<>();
        private final Map<Class<?>, Object> own = new HashMap<>();
    }

    public Transactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    /**
     * Runs the work and commits. Within a transaction of the same thread it joins that one, and a deadlock goes on to the outermost call: the
     * database has undone all of it, not this part.
     *
     * @return what the work returns
     */
    public <T> T inTransaction(Supplier<T> work) {
        if (operations.findTransactionStatus().isPresent()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            UnderWay transaction = new UnderWay();
            T result;
            current.set(transaction);
            try {
                result = operations.execute(TransactionDefinition.DEFAULT, status -> work.get());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !wasRolledBack(e)) {
                    throw e;
                }
                pause(attempt, e);
                continue;
            } finally {
                current.remove();
            }
            transaction.afterCommit.forEach(Runnable::run);
            return result;
        }
    }

    /** As {@link #inTransaction(Supplier)}, for work that returns nothing. */
    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs something once the transaction around the call is committed and its connection given back, at once if there is none; never if it
     * is rolled back.
     */
    public void afterCommit(Runnable action) {
        UnderWay transaction = current.get();
        if (transaction == null) {
            action.run();
        } else {
            transaction.afterCommit.add(action);
        }
    }

    /**
     * The one object of a kind that belongs to the transaction around the call, made when it is first asked for; gone with the
     * transaction, and not seen by its repetition after a deadlock.
     *
     * @throws IllegalStateException outside a transaction
     */
    public <T> T own(Class<T> kind, Supplier<T> first) {
        UnderWay transaction = current.get();
        if (transaction == null) {
            throw new IllegalStateException("There is no transaction to which a " + kind.getSimpleName() + " could belong");
        }
        return kind.cast(transaction.own.computeIfAbsent(kind, key -> first.get()));
    }

    /** Whether the database has rolled back the whole transaction, so that it can be repeated. */
    static boolean wasRolledBack(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != LOCK_WAIT_TIMEOUT
                    && (sql.getErrorCode() == DEADLOCK || sql.getErrorCode() == ROLLED_BACK_DURING_COMMIT
                            || SERIALIZATION_FAILURE.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Of random length, so that the parties of a deadlock don't meet again; longer each time. */
    private static void pause(int attempt, RuntimeException cause) {
        int longest = FIRST_PAUSE_MILLIS << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(longest / 2, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
