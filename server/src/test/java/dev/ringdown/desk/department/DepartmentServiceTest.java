package dev.ringdown.desk.department;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskDatabase;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.UniqueName;
import dev.ringdown.store.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Departments against what comes at the same time: chats that enter, and the menu that is read. */
@MicronautTest(environments = "database", startApplication = false, transactional = false)
class DepartmentServiceTest {

    private static final int ROUNDS = 20;
    private static final int ENTERING = 4;

    private static ExecutorService threads;

    @Inject
    private DepartmentService service;
    @Inject
    private DepartmentRepository departments;
    @Inject
    private Transactions transactions;
    @Inject
    private JdbcOperations jdbc;
    @Inject
    private DeskDatabase database;

    @BeforeAll
    static void start() {
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    @Test
    void aDisablingWaitsForTheChatThatEntersAndSeesIt() throws Exception {
        long id = create(null);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch enter = new CountDownLatch(1);
        Future<Boolean> entering = threads.submit(() -> enter(id, () -> {
            read.countDown();
            await(enter);
        }));
        await(read);
        Future<ErrorCode> disabling = threads.submit(() -> disable(id));
        database.awaitStatement("FOR UPDATE");
        enter.countDown();
        assertTrue(entering.get());
        assertEquals(ErrorCode.DEPARTMENT_IN_USE, disabling.get());
        assertTrue(departments.findById(id).orElseThrow().enabled());
    }

    @Test
    void aChatThatEntersWaitsForTheDisablingAndSeesIt() throws Exception {
        long id = create(null);
        CountDownLatch disabled = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Future<?> disabling = threads.submit(() -> transactions.inTransaction(() -> {
            service.update(id, enabled(false));
            disabled.countDown();
            await(commit);
        }));
        await(disabled);
        Future<Boolean> entering = threads.submit(() -> enter(id, () -> { }));
        database.awaitStatement("LOCK IN SHARE MODE");
        commit.countDown();
        disabling.get();
        assertFalse(entering.get(), "it does not enter");
    }

    @Test
    void whateverTheOrderNoActiveChatIsInADisabledDepartment() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long id = create(null);
            List<Callable<Object>> racers = new ArrayList<>();
            IntStream.range(0, ENTERING).forEach(i -> racers.add(() -> enter(id, () -> { })));
            racers.add(round % (ENTERING + 1), () -> disable(id) == null);
            List<Future<Object>> done = threads.invokeAll(racers);
            boolean disabled = (Boolean) done.remove(round % (ENTERING + 1)).get();
            long entered = 0;
            for (Future<Object> one : done) {
                entered += (Boolean) one.get() ? 1 : 0;
            }
            assertEquals(entered, database.number("SELECT COUNT(*) FROM chat WHERE department_id = " + id));
            assertTrue(disabled ? entered == 0 : entered > 0, disabled + " " + entered);
            assertEquals(!disabled, departments.findById(id).orElseThrow().enabled());
        }
    }

    @Test
    void theMenuOffersWhatIsEnabledAndIncludedByOption() {
        int highest = departments.inWelcomeMenu().stream().mapToInt(Department::menuPlace).max().orElse(0);
        long second = create(highest + 2);
        long first = create(highest + 1);
        long gone = create(highest + 3);
        service.update(gone, enabled(false));
        try {
            assertEquals(List.of(first, second), departments.inWelcomeMenu().stream().filter(department -> department.menuPlace() > highest)
                    .map(Department::id).toList());
            assertEquals(second, departments.findByMenuOption(highest + 2).orElseThrow().id());
            assertTrue(departments.findByMenuOption(highest + 3).isEmpty());
            service.update(second, new DepartmentChange(null, false, null, null, null, null, null, null));
            assertTrue(departments.findByMenuOption(highest + 2).isEmpty());
        } finally {
            service.update(first, new DepartmentChange(null, false, null, null, null, null, null, null));
        }
    }

    @Test
    void theListTakesAsManyStatementsWhateverThereIs() {
        create(null);
        long few = database.selects(service::list);
        for (int i = 0; i < 20; i++) {
            create(null);
        }
        assertEquals(2, few);
        assertEquals(few, database.selects(service::list));
    }

    private long create(Integer option) {
        String name = "department " + UUID.randomUUID();
        return service.create(new DepartmentChange(UniqueName.of("DepartmentName", name), option != null, option == null ? null : "In the menu", option, null,
                null, null, null));
    }

    private static DepartmentChange enabled(boolean enabled) {
        return new DepartmentChange(null, null, null, null, null, null, enabled, null);
    }

    /** @return why it is not disabled; null if it is */
    private ErrorCode disable(long id) {
        try {
            service.update(id, enabled(false));
            return null;
        } catch (DeskException e) {
            return e.code();
        }
    }

    /** Puts a chat into the department if that is enabled, as whoever does that is to do. */
    private boolean enter(long id, Runnable between) {
        return transactions.inTransaction(() -> {
            if (!departments.lockShared(id).orElseThrow().enabled()) {
                return false;
            }
            between.run();
            insert("INSERT INTO customer (first_seen_at, last_seen_at) VALUES (UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))");
            insert("INSERT INTO chat (status_id, customer_id, account_id, department_id, channel, started_at, last_message_at, updated_at, active, waiting_since) "
                    + "VALUES (1, LAST_INSERT_ID(), UNHEX(REPLACE(UUID(), '-', '')), " + id
                    + ", 'test', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), TRUE, UTC_TIMESTAMP(3))");
            return true;
        });
    }

    private void insert(String sql) {
        jdbc.prepareStatement(sql, PreparedStatement::executeUpdate);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
