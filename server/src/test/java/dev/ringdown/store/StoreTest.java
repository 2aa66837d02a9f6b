package dev.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionCallback;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.exceptions.TransactionSystemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What repositories and services build on, in a running context on the embedded database. */
class StoreTest {

    private static final UUID A = UUID.fromString("0199d1f0-0000-7000-8000-00000000000a");
    private static final UUID B = UUID.fromString("ffffffff-ffff-7fff-bfff-fffffffffffb");

    private static ApplicationContext context;
    private static NoteRepository notes;
    private static Transactions transactions;

    @BeforeAll
    static void start() throws SQLException {
        context = ApplicationContext.run(Map.of("ringdown.data-dir", "target/store-test", "ringdown.database.buffer-pool-size", "64M"));
        execute("drop table if exists store_test_note");
        execute("drop table if exists store_test_history");
        execute("create table store_test_note (id binary(16) primary key, parent binary(16), written datetime(6) not null, number int not null)");
        notes = context.getBean(NoteRepository.class);
        transactions = context.getBean(Transactions.class);
    }

    @AfterAll
    static void stop() throws SQLException {
        execute("drop table store_test_note");
        context.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("delete from store_test_note");
    }

    /** A migration like the server's own asks whether its connection waits for longer than one of callers. */
    @Test
    void migrationsMayTakeLong() {
        AtomicInteger timeout = new AtomicInteger(-1);
        Flyway own = context.getBean(Flyway.class, Qualifiers.byName("default"));
        Flyway.configure().configuration(own.getConfiguration())
                .table("store_test_history").baselineOnMigrate(true).baselineVersion("0").locations(new String[0])
                .javaMigrations(new BaseJavaMigration() {
                    @Override
                    protected void init() {
                        extractVersionAndDescription("V1__long", "V", false);
                    }

                    @Override
                    public void migrate(org.flywaydb.core.api.migration.Context migration) throws SQLException {
                        timeout.set(migration.getConnection().getNetworkTimeout());
                    }
                }).load().migrate();
        assertEquals(0, timeout.get());
    }

    @Test
    void unhurriedStatementsAreThoseOfOneTransaction() {
        PlainSql sql = context.getBean(PlainSql.class);
        JdbcOperations jdbc = context.getBean(JdbcOperations.class);
        int usual = jdbc.execute(Connection::getNetworkTimeout);
        assertEquals(60_000, usual);
        transactions.inTransaction(() -> {
            sql.unhurried();
            assertEquals(0, jdbc.execute(Connection::getNetworkTimeout));
        });
        // Whichever connection of the pool it is.
        for (int i = 0; i < 20; i++) {
            assertEquals(usual, transactions.inTransaction(() -> jdbc.execute(Connection::getNetworkTimeout)));
        }
    }

    @Test
    void uuidsAreSixteenBytesInEveryWayToUseThem() throws SQLException {
        notes.save(new Note(A, null, Instant.EPOCH, 1));
        notes.save(new Note(B, A, Instant.EPOCH, 2));

        assertEquals(A.toString().replace("-", ""), text("select lower(hex(id)) from store_test_note where number = 1"));
        assertNull(notes.findById(A).orElseThrow().parent());
        assertEquals(A, notes.findById(B).orElseThrow().parent());
        assertEquals(List.of(B), notes.findByParent(A).stream().map(Note::id).toList());
        assertEquals(Set.of(A, B), notes.findByIdIn(List.of(A, B)).stream().map(Note::id).collect(Collectors.toSet()));
        assertEquals(A, notes.byId(A).orElseThrow().id());
        assertEquals(List.of(A, B), notes.byIds(List.of(B, A)).stream().map(Note::id).toList());
        assertEquals(List.of(B), notes.byIds(Set.of(B)).stream().map(Note::id).toList());
        assertEquals(1, notes.setParent(A, B));
        assertEquals(B, notes.findById(A).orElseThrow().parent());
        notes.update(new Note(A, A, Instant.EPOCH, 3));
        assertEquals(A, notes.findById(A).orElseThrow().parent());
        notes.deleteById(A);
        assertEquals(Optional.empty(), notes.findById(A));
    }

    /** A gap and an overlap of clocks in New York, and the end of a fraction. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-08T07:30:00.123456Z", "2026-11-01T05:30:00.999999Z", "2026-11-01T06:30:00Z", "1970-01-01T00:00:01Z"})
    void instantsAreUtcUnderAnyZoneOfTheMachine(String instant) throws SQLException {
        Instant written = Instant.parse(instant);
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            notes.save(new Note(A, null, written, 1));
            try (Connection connection = connection();
                    PreparedStatement insert = connection.prepareStatement("insert into store_test_note values (?, null, ?, 2)")) {
                insert.setBytes(1, UuidConverter.toBytes(B));
                insert.setTimestamp(2, Timestamp.from(written));
                insert.execute();
            }
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertEquals(written, notes.findById(A).orElseThrow().written());
            assertEquals(written, notes.findById(B).orElseThrow().written());
            String expected = instant.replace('T', ' ').replace("Z", instant.contains(".") ? "" : ".000000");
            assertEquals(expected, text("select cast(written as char) from store_test_note where number = 1"));
            assertEquals(expected, text("select cast(written as char) from store_test_note where number = 2"));
            assertEquals("1", text("select abs(timestampdiff(second, now(), utc_timestamp())) <= 1"));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void bothPartiesOfADeadlockSucceed() throws Exception {
        notes.save(new Note(A, null, Instant.EPOCH, 0));
        notes.save(new Note(B, null, Instant.EPOCH, 0));
        AtomicInteger runs = new AtomicInteger();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = threads.submit(() -> countBoth(A, B, runs, bothHoldOne));
            Future<?> second = threads.submit(() -> countBoth(B, A, runs, bothHoldOne));
            first.get();
            second.get();
        } finally {
            threads.shutdownNow();
        }
        assertEquals(3, runs.get());
        assertEquals(2, notes.findById(A).orElseThrow().number());
        assertEquals(2, notes.findById(B).orElseThrow().number());
    }

    private void countBoth(UUID one, UUID other, AtomicInteger runs, CyclicBarrier bothHoldOne) {
        AtomicInteger mine = new AtomicInteger();
        transactions.inTransaction(() -> {
            runs.incrementAndGet();
            notes.count(one);
            if (mine.incrementAndGet() == 1) {
                try {
                    bothHoldOne.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            notes.count(other);
        });
    }

    @Test
    void aDeadlockInsideGoesToTheOutermostTransaction() {
        AtomicInteger outer = new AtomicInteger();
        AtomicInteger inner = new AtomicInteger();
        transactions.inTransaction(() -> {
            notes.save(new Note(A, null, Instant.EPOCH, outer.incrementAndGet()));
            transactions.inTransaction(() -> {
                if (inner.incrementAndGet() == 1) {
                    signal("40001", 1213);
                }
            });
        });
        assertEquals(2, outer.get());
        assertEquals(2, inner.get());
        assertEquals(2, notes.findById(A).orElseThrow().number());
    }

    @Test
    void triesABoundedNumberOfTimes() {
        AtomicInteger runs = new AtomicInteger();
        assertThrows(RuntimeException.class, () -> transactions.inTransaction(() -> {
            runs.incrementAndGet();
            signal("40001", 1213);
        }));
        assertEquals(Transactions.ATTEMPTS, runs.get());
    }

    @Test
    void doesNotRepeatALockWaitOrAnythingElse() {
        AtomicInteger runs = new AtomicInteger();
        assertThrows(RuntimeException.class, () -> transactions.inTransaction(() -> {
            runs.incrementAndGet();
            signal("HY000", 1205);
        }));
        assertThrows(IllegalStateException.class, () -> transactions.inTransaction((Runnable) () -> {
            notes.save(new Note(A, null, Instant.EPOCH, runs.incrementAndGet()));
            throw new IllegalStateException("of the work");
        }));
        assertEquals(2, runs.get());
        assertEquals(0, notes.count());
    }

    /** As Galera reports a lost certification. */
    @Test
    void repeatsWhenTheCommitFails() {
        TransactionOperations<Connection> real = operations();
        AtomicInteger runs = new AtomicInteger();
        int result = new Transactions(new TransactionOperations<>() {
            @Override
            public Connection getConnection() {
                return real.getConnection();
            }

            @Override
            public boolean hasConnection() {
                return real.hasConnection();
            }

            @Override
            public Optional<? extends TransactionStatus<?>> findTransactionStatus() {
                return real.findTransactionStatus();
            }

            @Override
            public <R> R execute(TransactionDefinition definition, TransactionCallback<Connection, R> callback) {
                R answer = real.execute(definition, status -> {
                    if (runs.get() == 0) {
                        status.setRollbackOnly();
                    }
                    return callback.apply(status);
                });
                if (runs.get() == 1) {
                    throw new TransactionSystemException("Could not commit JDBC transaction", new SQLException("Deadlock found", "40001", 1213));
                }
                return answer;
            }
        }).inTransaction(() -> {
            notes.save(new Note(A, null, Instant.EPOCH, runs.incrementAndGet()));
            return runs.get();
        });
        assertEquals(2, result);
        assertEquals(2, notes.findById(A).orElseThrow().number());
    }

    @Test
    void readsOnlyWhatIsCommitted() {
        assertEquals("READ-COMMITTED", transactions.inTransaction(() -> {
            try (Statement statement = operations().getConnection().createStatement();
                    ResultSet rows = statement.executeQuery("select @@transaction_isolation")) {
                rows.next();
                return rows.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void anUpdateCountsRowsFoundNotRowsChanged() {
        notes.save(new Note(A, B, Instant.EPOCH, 1));
        assertEquals(1, notes.setParent(A, B));
        assertEquals(0, notes.setParent(B, A));
    }

    @Test
    void everyConnectionHasTheParameters() throws SQLException {
        assertEquals("+00:00", text("select @@session.time_zone").replace("UTC", "+00:00"));
        assertEquals("utf8mb4_unicode_ci", text("select @@collation_connection"));
        assertEquals("10", text("select @@innodb_lock_wait_timeout"));
        assertTrue(text("select @@sql_mode").contains("STRICT_TRANS_TABLES"));
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> operations() {
        return context.getBean(TransactionOperations.class);
    }

    private static void signal(String state, int number) {
        try (Statement statement = operations().getConnection().createStatement()) {
            statement.execute("signal sqlstate '" + state + "' set mysql_errno = " + number);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connection() throws SQLException {
        DataSource pool = context.getBean(DataSource.class);
        return (pool instanceof DelegatingDataSource wrapped ? wrapped.getTargetDataSource() : pool)
                .getConnection();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = connection(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
