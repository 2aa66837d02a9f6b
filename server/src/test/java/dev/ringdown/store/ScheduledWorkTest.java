package dev.ringdown.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers on one database. */
class ScheduledWorkTest {

    private static final Map<String, List<String>> DONE_BY = new ConcurrentHashMap<>();
    private static final AtomicInteger RECURRED = new AtomicInteger();

    private static EmbeddedServer first;
    private static EmbeddedServer second;

    private static final TimeZone ZONE_OF_THE_MACHINE = TimeZone.getDefault();

    @BeforeAll
    static void start() throws Exception {
        // Whatever the zone, a time in the database is UTC.
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        first = server("first", Map.of("ringdown.data-dir", "target/store-test", "ringdown.database.buffer-pool-size", "64M"));
        DatasourceConfiguration pool = first.getApplicationContext().getBean(DatasourceConfiguration.class);
        second = server("second", Map.of("ringdown.data-dir", "target/store-test-unused", "ringdown.secret-key",
                Files.readString(Path.of("target/store-test/secret.key")).strip(), "datasources.default.url", pool.getUrl(),
                "datasources.default.username", pool.getUsername(), "datasources.default.password", pool.getPassword()));
    }

    @AfterAll
    static void stop() {
        TimeZone.setDefault(ZONE_OF_THE_MACHINE);
        second.stop();
        execute("delete from scheduled_tasks where task_name like 'test-%'");
        first.stop();
    }

    private static EmbeddedServer server(String name, Map<String, Object> settings) throws SQLException {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.port", -1);
        ApplicationContext context = ApplicationContext.run(all);
        context.registerSingleton(Task.class, Tasks.oneTime("test-once", String.class)
                .execute((work, execution) -> DONE_BY.computeIfAbsent(work.getId(), id -> new CopyOnWriteArrayList<>()).add(name + work.getData())),
                Qualifiers.byName("test-once"));
        context.registerSingleton(Task.class, ScheduledWork.every("test-every", Duration.ofMillis(100), ScheduledWorkTest::recur),
                Qualifiers.byName("test-every"));
        return context.getBean(EmbeddedServer.class).start();
    }

    /** Fails at first: that does not end it. */
    private static void recur() {
        if (RECURRED.incrementAndGet() == 1) {
            throw new IllegalStateException("of the test");
        }
    }

    @Test
    void oneOfTheNodesDoesIt() {
        for (int i = 0; i < 100; i++) {
            assertTrue(once("shared-" + i, Instant.now()));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> rows("shared-%") == 0);
        for (int i = 0; i < 100; i++) {
            assertEquals(1, DONE_BY.get("shared-" + i).size());
        }
        assertTrue(DONE_BY.get("shared-0").get(0).endsWith("data"));
    }

    @Test
    void isPartOfTheTransactionAroundIt() {
        Transactions transactions = first.getApplicationContext().getBean(Transactions.class);
        assertThrows(IllegalStateException.class, () -> transactions.inTransaction((Runnable) () -> {
            once("rolled-back", Instant.now());
            throw new IllegalStateException("of the test");
        }));
        assertEquals(0, rows("rolled-back"));
        transactions.inTransaction(() -> {
            once("committed", Instant.now());
            assertFalse(DONE_BY.containsKey("committed"));
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> DONE_BY.containsKey("committed"));
        assertFalse(DONE_BY.containsKey("rolled-back"));
    }

    @Test
    void whatIsThereAlreadyStays() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        Transactions transactions = first.getApplicationContext().getBean(Transactions.class);
        transactions.inTransaction(() -> {
            assertTrue(once("twice", tomorrow));
            assertFalse(once("twice", Instant.now()));
            assertTrue(once("after-twice", tomorrow));
        });
        assertEquals(2, rows("%twice"));
        assertEquals(2, number("select count(*) from scheduled_tasks where task_instance like '%twice' "
                + "and execution_time between utc_timestamp() + interval 23 hour and utc_timestamp() + interval 25 hour"));
        assertFalse(DONE_BY.containsKey("twice"));
        execute("delete from scheduled_tasks where task_instance like '%twice'");
    }

    @Test
    void whatRecursGoesOnAfterAFailure() {
        await().atMost(Duration.ofSeconds(30)).until(() -> RECURRED.get() >= 3);
        assertEquals(1, number("select count(*) from scheduled_tasks where task_name = 'test-every'"));
    }

    /** A cluster of databases tells the node that came second of a deadlock, where one database would say that there was nothing left to do. */
    @Test
    void anotherNodeMayHaveBeenFaster() {
        execute("create or replace sequence test_tries");
        execute("create or replace trigger test_faster before update on scheduled_tasks for each row begin if old.task_instance = 'faster' then "
                + "do nextval(test_tries); signal sqlstate '40001' set mysql_errno = 1213, message_text = 'of the test'; end if; end");
        try {
            assertTrue(once("faster", Instant.now()));
            // Fails as soon as any thread ends with an error that nobody has caught.
            await().atMost(Duration.ofSeconds(30)).until(() -> number("select next_not_cached_value from test_tries") > 1);
            execute("drop trigger test_faster");
            await().atMost(Duration.ofSeconds(30)).until(() -> DONE_BY.containsKey("faster"));
        } finally {
            execute("drop trigger if exists test_faster");
            execute("drop sequence test_tries");
        }
        assertEquals(1, DONE_BY.get("faster").size());
    }

    @Test
    void waitsForADatabaseThatIsAway() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        DataSource away = new DelegatingDataSource(pool()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (asked.incrementAndGet() <= 2) {
                    throw new SQLTransientConnectionException("away, in a test");
                }
                return super.getConnection();
            }
        };
        PatientDataSource patient = new PatientDataSource(away);
        patient.getConnection().close();
        assertEquals(3, asked.get());
        asked.set(0);
        patient.end();
        assertThrows(SQLTransientConnectionException.class, patient::getConnection);
    }

    private static boolean once(String id, Instant at) {
        return first.getApplicationContext().getBean(ScheduledWork.class).once(new TaskInstance<>("test-once", id, "data"), at);
    }

    private static int rows(String instances) {
        return number("select count(*) from scheduled_tasks where task_instance like '" + instances + "'");
    }

    private static DataSource pool() {
        return DelegatingDataSource.unwrapDataSource(first.getApplicationContext().getBean(DataSource.class));
    }

    private static int number(String query) {
        try (Connection connection = pool().getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = pool().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
