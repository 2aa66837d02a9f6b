package dev.ringdown.hub.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.conversation.Party;
import dev.ringdown.store.Transactions;
import dev.ringdown.store.UuidConverter;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What lanes promise, on two nodes with one database, neither of which dispatches by itself. */
class LanesTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Outcome DELIVERED = new Outcome.Delivered(204);
    private static final Outcome TRY_AGAIN = new Outcome.TryAgain("status 500", 500, Duration.ofHours(1));
    private static final Outcome REFUSED = new Outcome.Refused("status 400", 400);

    private static ApplicationContext first;
    private static ApplicationContext second;
    private static DataSource database;

    private final UUID application = UuidCreator.getTimeOrderedEpoch();
    private final Party agents = new Party(application, RoleName.CUSTOM_AGENT);
    private final Party bots = new Party(application, RoleName.CUSTOM_BOT);
    private final UUID conversation = UuidCreator.getTimeOrderedEpoch();
    private final Lanes lanes = first.getBean(Lanes.class);
    private final DeliveryService deliveries = first.getBean(DeliveryService.class);

    @BeforeAll
    static void start() {
        first = ApplicationContext.run(Map.of("ringdown.data-dir", "target/lanes-test", "ringdown.secret-key", KEY,
                "ringdown.database.buffer-pool-size", "64M"));
        DatasourceConfiguration pool = first.getBean(DatasourceConfiguration.class);
        second = ApplicationContext.run(Map.of("ringdown.data-dir", "target/lanes-test-unused", "ringdown.secret-key", KEY,
                "datasources.default.url", pool.getUrl(), "datasources.default.username", pool.getUsername(),
                "datasources.default.password", pool.getPassword()));
        database = DelegatingDataSource.unwrapDataSource(first.getBean(DataSource.class));
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    void aLaneIsWorkedOnByOneWorkerAtATimeAndInOrder() throws Exception {
        int messages = 80;
        conversation(agents);
        messages(messages, agents);
        List<Long> delivered = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger workers = new AtomicInteger();
        AtomicInteger mostWorkers = new AtomicInteger();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Lanes mine = (i % 2 == 0 ? first : second).getBean(Lanes.class);
            work.add(() -> {
                long began = System.nanoTime();
                while (delivered.size() < messages && System.nanoTime() - began < 60_000_000_000L) {
                    for (Leased leased : mine.claim(Map.of(Receiver.of(agents), 10))) {
                        mostWorkers.accumulateAndGet(workers.incrementAndGet(), Math::max);
                        DueDelivery next = mine.next(List.of(leased)).get(leased.lane().id());
                        delivered.add(next.sequence());
                        workers.decrementAndGet();
                        mine.note(List.of(attempt(leased, next, DELIVERED, 0)), true);
                    }
                }
                return null;
            });
        }
        together(work);
        assertEquals(LongStream.rangeClosed(1, messages).boxed().toList(), delivered);
        assertEquals(1, mostWorkers.get());
        assertEquals(0, number("SELECT waiting FROM lane WHERE conversation_id = ?", conversation));
        assertEquals(messages, number("SELECT COUNT(*) FROM message WHERE conversation_id = ? AND status = 'SENT'", conversation));
    }

    @Test
    void aWorkerThatLostItsLeaseChangesNothing() throws Exception {
        conversation(agents);
        messages(2, agents);
        for (Outcome tooLate : List.of(DELIVERED, TRY_AGAIN)) {
            Leased lost = claim(agents);
            DueDelivery next = next(lost);
            assertTrue(lanes.claim(Map.of(Receiver.of(agents), 10)).isEmpty(), "it is leased");
            endLease();
            Leased taken = second.getBean(Lanes.class).claim(Map.of(Receiver.of(agents), 10)).get(0);
            assertEquals(List.of(Lanes.Next.LOST), lanes.note(List.of(attempt(lost, next, tooLate, 5)), true));
            assertEquals(Lanes.Next.LOST, lanes.giveUp(attempt(lost, next, REFUSED, 5)));
            assertEquals(next.id(), next(taken).id(), "nothing has changed");
            assertEquals(0, next(taken).attempts());
            assertEquals(List.of(tooLate == DELIVERED ? Lanes.Next.DUE : Lanes.Next.RESTS),
                    lanes.note(List.of(attempt(taken, next, DELIVERED, 0)), true));
        }
    }

    @Test
    void alsoALeaseThatNobodyTookIsLostToWhoeverTakesIt() throws Exception {
        conversation(agents);
        messages(1, agents);
        Leased leased = claim(agents);
        DueDelivery next = next(leased);
        endLease();
        assertEquals(List.of(Lanes.Next.RESTS), lanes.note(List.of(attempt(leased, next, DELIVERED, 0)), true), "still his as long as nobody took it");
        assertTrue(lanes.claim(Map.of(Receiver.of(agents), 10)).isEmpty());
    }

    @Test
    void aMessageIsSentOnceAllReceiversHaveItHoweverTheyRace() throws Exception {
        int rounds = 40;
        conversation(agents, bots);
        messages(rounds, agents, bots);
        for (int i = 0; i < rounds; i++) {
            Leased one = claim(agents);
            Leased other = claim(bots);
            CyclicBarrier together = new CyclicBarrier(2);
            List<Callable<Void>> work = new ArrayList<>();
            for (Leased leased : List.of(one, other)) {
                Lanes mine = (leased == one ? first : second).getBean(Lanes.class);
                DueDelivery next = next(leased);
                work.add(() -> {
                    together.await();
                    if (mine.note(List.of(attempt(leased, next, DELIVERED, 0)), false).get(0) == Lanes.Next.BUSY) {
                        mine.note(List.of(attempt(leased, next, DELIVERED, 0)), true);
                    }
                    return null;
                });
            }
            together(work);
        }
        assertEquals(rounds, number("SELECT COUNT(*) FROM message WHERE conversation_id = ? AND status = 'SENT'", conversation));
    }

    @Test
    void aMessageHasFailedWhenOneReceiverNeverGetsItAndIsSentWhenThatOneGetsItLater() throws Exception {
        conversation(agents, bots);
        messages(1, agents, bots);
        Leased lane = claim(agents);
        DueDelivery failing = next(lane);
        lanes.giveUp(attempt(lane, failing, REFUSED, 0));
        assertEquals("FAILED", status(1));
        deliver(bots);
        assertEquals("FAILED", status(1));

        deliveries.retry(failing.id());
        assertEquals(1, number("SELECT COUNT(*) FROM delivery WHERE id = ? AND state = 'WAITING'", failing.id()));
        assertThrows(HubException.class, () -> deliveries.retry(failing.id()));
        assertEquals(failing.id(), deliver(agents).id());
        assertEquals("SENT", status(1));
        DeliveryService.Detail detail = deliveries.get(failing.id());
        assertEquals("DELIVERED", detail.delivery().state());
        assertEquals(2, detail.delivery().attempts());
        assertEquals(List.of("status 400"), detail.failedAttempts().stream().map(FailedAttempt::error).toList());
    }

    @Test
    void aRetryByHandWaitsForNobodyAndNobodyForIt() throws Exception {
        conversation(agents);
        messages(2, agents);
        Leased lane = claim(agents);
        DueDelivery failing = next(lane);
        lanes.giveUp(attempt(lane, failing, REFUSED, 0));
        lane = claim(agents);
        lanes.note(List.of(attempt(lane, next(lane), TRY_AGAIN, 0)), true);
        first.getBean(Transactions.class).inTransaction(() -> lanes.hold(conversation, agents));
        deliveries.retry(failing.id());
        first.getBean(Transactions.class).inTransaction(() -> lanes.ended(conversation));

        assertEquals(24 * 60, minutesToLive(failing.id()), "whatever its conversation's state");
        Leased own = claim(agents);
        assertEquals(failing.id(), next(own).id());
        lanes.giveUp(attempt(own, next(own), REFUSED, 0));
        assertTrue(lanes.claim(Map.of(Receiver.of(agents), 10)).isEmpty());
        deliveries.retry(failing.id());
        assertEquals(failing.id(), deliver(agents).id());
    }

    @Test
    void whatIsTriedAgainIsLookedAtWhenItExpires() throws Exception {
        conversation(agents);
        messages(1, agents);
        UUID delivery = deliveryOf(1);
        assertEquals(24 * 60, minutesToLive(delivery));
        execute("UPDATE delivery SET expires_at = UTC_TIMESTAMP(3) + INTERVAL 10 MINUTE WHERE id = ?", delivery);
        Leased lane = claim(agents);
        assertFalse(next(lane).expired());
        lanes.note(List.of(attempt(lane, next(lane), TRY_AGAIN, 0)), true);
        assertEquals(10, minutesToWait(), "the receiver asked for an hour");
        execute("UPDATE delivery SET expires_at = UTC_TIMESTAMP(3) WHERE id = ?", delivery);
        execute("UPDATE lane SET due_at = UTC_TIMESTAMP(3) WHERE conversation_id = ?", conversation);
        assertTrue(next(claim(agents)).expired());
    }

    @Test
    void theEndOfAConversationLeavesAnHourToWhatWaitsThen() throws Exception {
        conversation(agents);
        messages(2, agents);
        Leased lane = claim(agents);
        lanes.note(List.of(attempt(lane, next(lane), new Outcome.TryAgain("status 500", 500, Duration.ofMinutes(50)), 0)), true);
        execute("UPDATE lane SET due_at = UTC_TIMESTAMP(3) + INTERVAL 3 HOUR WHERE conversation_id = ?", conversation);
        first.getBean(Transactions.class).inTransaction(() -> lanes.ended(conversation));
        first.getBean(Transactions.class).inTransaction(() -> add(3, agents));

        assertEquals(60, minutesToLive(deliveryOf(1)));
        assertEquals(60, minutesToLive(deliveryOf(2)));
        assertEquals(24 * 60, minutesToLive(deliveryOf(3)), "what comes after the end lives its own life");
        assertEquals(60, minutesToWait());
    }

    @Test
    void whatIsHeldWaitsForItsReleaseAndLivesFromThenOn() throws Exception {
        conversation(agents);
        messages(2, agents);
        Leased underWay = claim(agents);
        first.getBean(Transactions.class).inTransaction(() -> lanes.hold(conversation, agents));
        assertEquals(List.of(Lanes.Next.RESTS), lanes.note(List.of(attempt(underWay, next(underWay), DELIVERED, 5)), true));
        message(conversation, 3);
        first.getBean(Transactions.class).inTransaction(() -> add(3, agents));
        assertTrue(lanes.claim(Map.of(Receiver.of(agents), 10)).isEmpty());
        assertEquals(0, number("SELECT COUNT(expires_at) FROM delivery d JOIN lane l ON l.id = d.lane_id WHERE l.conversation_id = ? "
                + "AND d.state = 'WAITING'", conversation));
        assertEquals(2, deliveries.list(new DeliveryService.Filter(null, null, conversation), 1, 10).count());

        first.getBean(Transactions.class).inTransaction(() -> lanes.release(conversation, agents));
        assertEquals(24 * 60, minutesToLive(deliveryOf(2)));
        assertEquals(2, deliver(agents).sequence());
        assertEquals(3, deliver(agents).sequence());
    }

    @Test
    void whatIsHeldWhenItsConversationEndsIsGivenUpAnHourLater() throws Exception {
        conversation(agents);
        messages(2, agents);
        first.getBean(Transactions.class).inTransaction(() -> lanes.hold(conversation, agents));
        first.getBean(Transactions.class).inTransaction(() -> lanes.ended(conversation));
        assertEquals(60, minutesToWait());
        execute("UPDATE lane SET due_at = UTC_TIMESTAMP(3) WHERE conversation_id = ?", conversation);
        execute("UPDATE delivery d JOIN lane l ON l.id = d.lane_id SET d.expires_at = UTC_TIMESTAMP(3) WHERE l.conversation_id = ?", conversation);
        for (int i = 1; i <= 2; i++) {
            Leased lane = claim(agents);
            assertTrue(next(lane).expired());
            lanes.giveUp(attempt(lane, next(lane), new Outcome.Expired(), 0));
        }
        assertEquals(2, number("SELECT COUNT(*) FROM message WHERE conversation_id = ? AND status = 'FAILED'", conversation));
        assertEquals(0, deliveries.get(deliveryOf(1)).delivery().attempts(), "giving up is no attempt");
    }

    @Test
    void earlierMessagesComeInOrderWithoutThoseThatAreNotForTheReceiver() throws Exception {
        conversation(agents, bots);
        messages(7, bots);
        execute("UPDATE message SET status = 'FAILED' WHERE conversation_id = ? AND sequence = 2", conversation);
        execute("UPDATE message SET deletion = 'SOFT' WHERE conversation_id = ? AND sequence = 3", conversation);
        execute("UPDATE message SET status = 'SENT' WHERE conversation_id = ? AND sequence = 4", conversation);
        execute("UPDATE message SET application_id = ?, sender_type = 'custom_agent' WHERE conversation_id = ? AND sequence = 5", application,
                conversation);
        first.getBean(Transactions.class).inTransaction(() -> {
            add(6, agents);
            lanes.addAll(conversation, agents, 1, 6);
            lanes.addAll(conversation, agents, 1, 6);
            add(7, agents);
        });
        List<Long> delivered = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            DueDelivery next = deliver(agents);
            delivered.add(next.sequence());
            ids.add(next.id());
        }
        assertEquals(List.of(1L, 4L, 6L, 7L), delivered);
        assertEquals(ids.get(1), Collections.max(ids.subList(0, 2), Comparator.comparing(UUID::toString)), "ids sort in the order of messages");
        assertTrue(lanes.claim(Map.of(Receiver.of(agents), 10)).isEmpty());
        assertEquals("SENT", status(4));
    }

    @Test
    void aReceiverHasNoMoreLanesClaimedThanItMay() throws Exception {
        for (int i = 0; i < 5; i++) {
            UUID another = UuidCreator.getTimeOrderedEpoch();
            conversation(another, agents);
            message(another, 1);
            first.getBean(Transactions.class).inTransaction(() -> lanes.add(another, agents, 1));
        }
        assertEquals(3, lanes.claim(Map.of(Receiver.of(agents), 3)).size());
        assertEquals(2, lanes.claim(Map.of(Receiver.of(agents), 3)).size());
    }

    @Test
    void theLastHundredAttemptsAreKept() throws Exception {
        conversation(agents);
        messages(1, agents);
        for (int i = 0; i < 103; i++) {
            Leased lane = claim(agents);
            lanes.note(List.of(attempt(lane, next(lane), TRY_AGAIN, 0)), true);
            execute("UPDATE lane SET due_at = UTC_TIMESTAMP(3) WHERE conversation_id = ?", conversation);
        }
        deliver(agents);
        DeliveryService.Detail detail = deliveries.get(deliveryOf(1));
        assertEquals(104, detail.delivery().attempts());
        assertEquals(99, detail.failedAttempts().size(), "and the one that succeeded");
        assertEquals(100, number("SELECT COUNT(*) FROM delivery_attempt WHERE delivery_id = ?", deliveryOf(1)));
        assertNotNull(detail.delivery().lastStatus());
    }

    /** What rests and what is delivered is not read when a node looks for work or lists what is open. */
    @Test
    void whatRestsAndWhatIsDeliveredCostsNothing() throws Exception {
        int many = 3_000;
        conversation(agents);
        messages(1, agents);
        execute("INSERT INTO lane (conversation_id, application_id, role, retry_of, due_at, failures) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                + "SELECT i + 1 FROM n WHERE i < " + many / 3 + ") SELECT ?, ?, 'custom_agent', UNHEX(LPAD(HEX(i), 32, '0')), '9999-12-31', 0 FROM n",
                conversation, application);
        execute("INSERT INTO lane (conversation_id, application_id, role, retry_of, due_at, failures) SELECT conversation_id, application_id, "
                + "'custom_bot', retry_of, due_at, 0 FROM lane WHERE conversation_id = ? AND retry_of <> UNHEX(LPAD('', 32, '0'))", conversation);
        execute("INSERT INTO lane (conversation_id, application_id, role, retry_of, due_at, failures) SELECT conversation_id, application_id, "
                + "'egain_bot', retry_of, due_at, 0 FROM lane WHERE conversation_id = ? AND role = 'custom_bot'", conversation);
        execute("INSERT INTO delivery (lane_id, sequence, id, application_id, state, attempts, created) SELECT id, 1, "
                + "UNHEX(MD5(CONCAT(id, RAND()))), application_id, 'DELIVERED', 1, UTC_TIMESTAMP(3) FROM lane WHERE conversation_id = ? "
                + "AND due_at = '9999-12-31'", conversation);

        Map<String, Runnable> looks = new HashMap<>();
        LaneRepository repository = first.getBean(LaneRepository.class);
        looks.put("receivers", repository::receivers);
        looks.put("due", () -> repository.due(application, "custom_agent", 10));
        looks.put("expired", () -> repository.expired(application, "custom_agent", 10));
        looks.put("open", repository::open);
        looks.put("list", () -> deliveries.list(new DeliveryService.Filter(null, null, null), 1, 25));
        looks.put("list of an application", () -> deliveries.list(new DeliveryService.Filter(null, application, null), 1, 25));
        looks.put("list of those that wait", () -> deliveries.list(new DeliveryService.Filter("WAITING", application, null), 1, 25));
        looks.put("list of those that failed", () -> deliveries.list(new DeliveryService.Filter("FAILED", null, null), 1, 25));
        Map<String, Long> read = new HashMap<>();
        looks.forEach((name, look) -> read.put(name, first.getBean(Transactions.class).inTransaction(() -> {
            long before = rowsRead();
            look.run();
            return rowsRead() - before;
        })));
        long open = number("SELECT COUNT(*) FROM delivery WHERE state <> 'DELIVERED' OR ? IS NULL", conversation);
        read.forEach((name, rows) -> assertTrue(rows < 600 + 5 * open, name + " reads " + rows + " rows, with " + open + " open deliveries: " + read));
    }

    private static long rowsRead() {
        return first.getBean(JdbcOperations.class).prepareStatement(
                "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_next', 'Handler_read_rnd_next', 'Handler_read_key', 'Handler_read_first')",
                statement -> {
                    long sum = 0;
                    try (ResultSet counts = statement.executeQuery()) {
                        while (counts.next()) {
                            sum += counts.getLong(2);
                        }
                    }
                    return sum;
                });
    }

    private static Attempt attempt(Leased leased, DueDelivery next, Outcome outcome, int messagesLeft) {
        return new Attempt(leased, next, outcome, System.nanoTime(), 1_000_000, messagesLeft);
    }

    private Leased claim(Party receiver) {
        return lanes.claim(Map.of(Receiver.of(receiver), 1)).get(0);
    }

    private DueDelivery next(Leased leased) {
        return lanes.next(List.of(leased)).get(leased.lane().id());
    }

    private DueDelivery deliver(Party receiver) {
        Leased leased = claim(receiver);
        DueDelivery next = next(leased);
        lanes.note(List.of(attempt(leased, next, DELIVERED, 0)), true);
        return next;
    }

    private void conversation(Party... receivers) throws SQLException {
        conversation(conversation, receivers);
    }

    private void conversation(UUID id, Party... receivers) throws SQLException {
        execute("INSERT INTO conversation (id, case_id, state, next_sequence, account_id, account_address, channel_type, entry_point, created, "
                + "last_message_at) VALUES (?, ?, 'QUEUED', 1000, ?, 'somewhere', 'custom.test', '1', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                id, id, application);
        first.getBean(Transactions.class).inTransaction(() -> {
            for (Party receiver : receivers) {
                lanes.open(id, receiver);
                lanes.open(id, receiver);
            }
        });
    }

    private void messages(int count, Party... receivers) throws SQLException {
        for (int sequence = 1; sequence <= count; sequence++) {
            message(conversation, sequence);
        }
        first.getBean(Transactions.class).inTransaction(() -> {
            for (int sequence = 1; sequence <= count; sequence++) {
                add(sequence, receivers);
            }
        });
    }

    private void message(UUID id, long sequence) throws SQLException {
        execute("INSERT INTO message (conversation_id, sequence, id, type, sender_type, status, created) VALUES (?, " + sequence
                + ", ?, 'text', 'system', 'ACCEPTED', UTC_TIMESTAMP(3))", id, UuidCreator.getTimeOrderedEpoch());
    }

    private void add(long sequence, Party... receivers) {
        for (Party receiver : receivers) {
            lanes.add(conversation, receiver, sequence);
        }
    }

    private void endLease() throws SQLException {
        execute("UPDATE lane SET due_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE conversation_id = ? AND lease_token IS NOT NULL", conversation);
    }

    private String status(long sequence) throws SQLException {
        return text("SELECT status FROM message WHERE sequence = " + sequence + " AND conversation_id = ?", conversation);
    }

    private UUID deliveryOf(long sequence) throws SQLException {
        return UUID.fromString(text("SELECT LOWER(CONCAT_WS('-', SUBSTR(HEX(d.id), 1, 8), SUBSTR(HEX(d.id), 9, 4), SUBSTR(HEX(d.id), 13, 4), "
                + "SUBSTR(HEX(d.id), 17, 4), SUBSTR(HEX(d.id), 21))) FROM delivery d JOIN lane l ON l.id = d.lane_id WHERE d.sequence = " + sequence
                + " AND l.conversation_id = ?", conversation));
    }

    private static long minutesToLive(UUID delivery) throws SQLException {
        return number("SELECT ROUND(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), expires_at) / 60) FROM delivery WHERE id = ?", delivery);
    }

    private long minutesToWait() throws SQLException {
        return number("SELECT ROUND(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), due_at) / 60) FROM lane WHERE conversation_id = ?", conversation);
    }

    private static void together(List<Callable<Void>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void execute(String sql, UUID... parameters) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static long number(String sql, UUID parameter) throws SQLException {
        return Long.parseLong(text(sql, parameter));
    }

    private static String text(String sql, UUID parameter) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = prepared(connection, sql, parameter);
                ResultSet result = statement.executeQuery()) {
            assertTrue(result.next(), sql);
            return result.getString(1);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, UUID... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setBytes(i + 1, UuidConverter.toBytes(parameters[i]));
        }
        return statement;
    }
}
