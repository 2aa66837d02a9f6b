package dev.ringdown.desk.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.hub.conversation.Nodes;
import dev.ringdown.store.Transactions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts come into the figures once, whatever happens meanwhile: on two nodes, and with more facts than one transaction takes. */
class FoldingTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long YEAR_SECONDS = 365L * 24 * 3600;
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 150;

    private static Nodes nodes;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        nodes = new Nodes("target/folding-test", Map.of());
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        nodes.close();
    }

    @BeforeEach
    void begin() {
        nodes.execute("TRUNCATE TABLE desk_fact", "TRUNCATE TABLE figure", "TRUNCATE TABLE agent_figure");
    }

    @AfterEach
    void putBack() {
        nodes.execute("DELETE FROM setting WHERE name = 'TimeZone'");
        folding(0).foldPending();
        sets(0).tend();
    }

    @Test
    void eachFactCountsOnceWithTwoNodesFoldingAtOnce() throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        List<Future<?>> folding = IntStream.range(0, 4).<Future<?>>mapToObj(i -> threads.submit(() -> {
            while (!written.get()) {
                folding(i % 2).foldPending();
            }
        })).toList();
        writeFacts(1);
        written.set(true);
        for (Future<?> one : folding) {
            one.get();
        }
        folding(1).foldPending();
        assertFiguresAre(ZoneId.of("UTC"));
    }

    @Test
    void aFactThatIsCommittedLateKeepsNobodyWaitingAndCountsWhenItIsThere() throws Exception {
        CountDownLatch inserted = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        insert(0, fact(7, "2026-01-05 10:00:00", 3L, 4L, null, 1, 5_000L));
        Future<?> late = insertLate(fact(7, "2026-01-05 11:00:00", 3L, 4L, null, 1, 9_000L), inserted, commit);
        insert(0, fact(7, "2026-01-05 12:00:00", 3L, 4L, null, 1, 7_000L));

        long number = fold();
        folding(0).foldPending();
        assertEquals(number + 1, fold(), "the one that is not there yet was waited for, or taken for one");
        assertEquals(List.of("1"), nodes.rows("SELECT COUNT(*) FROM (SELECT 1 FROM desk_fact WHERE fold = " + (number + 1) + " HAVING COUNT(*) = 2) a"));
        assertFiguresAre(ZoneId.of("UTC"));
        commit.countDown();
        late.get();
        assertNotEquals(CountedFacts.of(nodes, ZoneId.of("UTC")), CountedFacts.inFigures(nodes));
        folding(1).foldPending();
        assertFiguresAre(ZoneId.of("UTC"));
    }

    @Test
    void aBacklogIsBroughtInBySeveralTransactions() {
        many(2 * Folding.AT_ONCE + 7);
        long number = fold();
        folding(0).foldPending();
        assertEquals(number + 3, fold());
        assertFiguresAre(ZoneId.of("UTC"));
        folding(0).foldPending();
        assertEquals(number + 3, fold(), "where nothing waits, nothing is written");
    }

    @Test
    void daysAreThoseOfTheCompanysTimeZone() {
        // The nights in which clocks change, from midnight to midnight there, by the second and by the half hour.
        List<String> facts = new ArrayList<>();
        for (String day : List.of("2026-03-08", "2026-11-01")) {
            Instant begin = Instant.parse(day + "T00:00:00Z");
            for (int minutes = 0; minutes < 36 * 60; minutes += 30) {
                Instant at = begin.plusSeconds(minutes * 60L);
                facts.add(fact(1, text(at), 2L, null, null, 1, null));
                facts.add(fact(1, text(at.minusSeconds(1)), 2L, null, null, 1, null));
            }
        }
        insert(0, facts.toArray(String[]::new));
        folding(0).foldPending();
        zone("America/New_York");
        sets(0).tend();
        assertFiguresAre(NEW_YORK);
        // 23 hours and 25.
        assertEquals(List.of("92", "100"), List.of("2026-03-08", "2026-11-01").stream().map(day -> nodes.rows("SELECT amount FROM figure f JOIN figure_set "
                + "s ON s.id = f.set_id AND s.active = TRUE WHERE scope = 1 AND kind = 1 AND days = 1 AND department_id = 2 AND block = "
                + "DATEDIFF('" + day + "', '1970-01-01')").get(0)).toList());
        zone("Pacific/Auckland");
        sets(1).tend();
        assertFiguresAre(ZoneId.of("Pacific/Auckland"));
    }

    @Test
    void aSetIsBuiltInStepsByWhicheverNodeAndMeanwhileFactsComeIn() throws Exception {
        many(3 * FigureSets.BUILT_AT_ONCE);
        folding(0).foldPending();
        zone("America/New_York");
        CountDownLatch inserted = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        insert(0, fact(5, "2026-02-01 03:00:00", 3L, 4L, null, 1, null));
        Future<?> late = insertLate(fact(5, "2026-02-01 04:00:00", 3L, 4L, null, 1, null), inserted, commit);

        assertTrue(sets(0).step());
        insert(1, fact(5, "2026-02-01 05:00:00", 3L, 4L, null, 1, null));
        assertTrue(sets(0).step());
        assertTrue(sets(0).step());
        FigureSet halfway = building();
        assertTrue(halfway.builtTo() > 0 && halfway.builtTo() < halfway.lastFact(), halfway::toString);
        assertEquals("UTC", active().timeZone());
        // Folded while the set is built: two of before it was begun, one of them committed only now, and one of since.
        commit.countDown();
        late.get();
        folding(1).foldPending();
        assertFiguresAre(ZoneId.of("UTC"));
        // The first node is gone.
        sets(1).tend();
        assertFiguresAre(NEW_YORK);
        assertEquals(List.of("1"), nodes.rows("SELECT COUNT(*) FROM figure_set"));
        assertEquals(List.of("1", "1"), nodes.rows("SELECT COUNT(DISTINCT set_id) FROM figure UNION ALL SELECT COUNT(DISTINCT set_id) FROM agent_figure"));
    }

    @Test
    void zonesMayChangeWhileFactsAreWrittenAndFoldedOnTwoNodes() throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int node = i;
            work.add(threads.submit(() -> {
                while (!written.get()) {
                    folding(node).foldPending();
                }
            }));
            work.add(threads.submit(() -> {
                while (!written.get()) {
                    sets(node).step();
                }
            }));
        }
        work.add(threads.submit(() -> {
            SplittableRandom random = new SplittableRandom(5);
            while (!written.get()) {
                zone(List.of("America/New_York", "Asia/Kolkata", "UTC").get(random.nextInt(3)));
                Thread.sleep(random.nextInt(100));
            }
            return null;
        }));
        writeFacts(2);
        written.set(true);
        for (Future<?> one : work) {
            one.get();
        }
        zone("Asia/Kolkata");
        folding(0).foldPending();
        sets(0).tend();
        assertFiguresAre(ZoneId.of("Asia/Kolkata"));
    }

    @Test
    void figuresAreMadeAnewBesideANodeThatGoesOn() throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        List<Future<?>> work = List.of(threads.submit(() -> {
            while (!written.get()) {
                folding(0).foldPending();
                sets(0).step();
            }
        }), threads.submit(() -> {
            writeFacts(3);
            written.set(true);
            return null;
        }));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        while (!written.get()) {
            nodes.beanOfSecond(RebuildFigures.class).run(new PrintStream(said, true, StandardCharsets.UTF_8));
        }
        for (Future<?> one : work) {
            one.get();
        }
        String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("They agree with those before"), text);
        assertFalse(text.contains("differ from those before"), text);
        folding(0).foldPending();
        assertFiguresAre(ZoneId.of("UTC"));
    }

    @Test
    void aSetOfAZoneThatHasChangedAgainIsDropped() {
        many(FigureSets.BUILT_AT_ONCE + 1);
        folding(0).foldPending();
        zone("Asia/Kolkata");
        assertTrue(sets(0).step());
        assertTrue(sets(0).step());
        long dropped = building().id();
        zone("America/New_York");
        sets(1).tend();
        assertEquals("America/New_York", active().timeZone());
        assertNotEquals(dropped, active().id());
        assertFiguresAre(NEW_YORK);
        zone("Asia/Kolkata");
        assertTrue(sets(0).step());
        zone("America/New_York");
        sets(0).tend();
        assertFiguresAre(NEW_YORK);
        assertFalse(sets(0).step());
    }

    private static void writeFacts(int seed) throws Exception {
        List<Future<?>> writing = IntStream.range(0, WRITERS).<Future<?>>mapToObj(writer -> threads.submit(() -> {
            SplittableRandom random = new SplittableRandom(seed * 100L + writer);
            for (int i = 0; i < TRANSACTIONS; i++) {
                writeSome(random, nodes.both().get(writer % 2));
            }
        })).toList();
        for (Future<?> one : writing) {
            one.get();
        }
    }

    /** Some facts with pauses between them; every tenth time they are taken back. */
    private static void writeSome(SplittableRandom random, ApplicationContext node) {
        try {
            node.getBean(Transactions.class).inTransaction(() -> {
                for (int i = random.nextInt(1, 4); i > 0; i--) {
                    write(node, random(random));
                    pause(random.nextInt(3));
                }
                if (random.nextInt(10) == 0) {
                    throw new IllegalStateException("taken back");
                }
            });
        } catch (IllegalStateException e) {
            assertEquals("taken back", e.getMessage());
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random(SplittableRandom random) {
        int kind = random.nextInt(1, 13);
        Instant at = Instant.parse("2025-06-01T00:00:00Z").plusSeconds(random.nextLong(YEAR_SECONDS));
        Long department = random.nextInt(10) == 0 ? null : random.nextLong(1, 4);
        return fact(kind, text(at), department, random.nextInt(3) == 0 ? null : random.nextLong(1, 6), kind == 8 ? random.nextLong(1, 4) : null,
                kind == 8 && random.nextInt(3) == 0 ? -1 : 1, kind == 6 || kind == 7 && random.nextBoolean() ? random.nextLong(1_000_000) : null);
    }

    private static String text(Instant at) {
        return at.toString().replace("T", " ").replace("Z", "");
    }

    private static String fact(int kind, String at, Long department, Long agent, Long tag, int amount, Long millis) {
        return "(" + kind + ", '" + at + "', " + department + ", " + agent + ", " + tag + ", " + amount + ", " + millis + ")";
    }

    private static String insert(String... facts) {
        return "INSERT INTO desk_fact (kind, occurred_at, department_id, agent_id, tag_id, amount, millis) VALUES " + String.join(", ", facts);
    }

    private static void insert(int node, String... facts) {
        nodes.both().get(node).getBean(Transactions.class).inTransaction(() -> write(nodes.both().get(node), facts));
    }

    private static void write(ApplicationContext node, String... facts) {
        node.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(insert(facts));
            }
        });
    }

    /** A transaction that has written a fact, and commits when it may. */
    private static Future<?> insertLate(String fact, CountDownLatch inserted, CountDownLatch commit) throws InterruptedException {
        Future<?> late = threads.submit(() -> nodes.beanOfSecond(Transactions.class).inTransaction(() -> {
            write(nodes.both().get(1), fact);
            inserted.countDown();
            try {
                commit.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        inserted.await();
        return late;
    }

    /** Over a year, of some departments, agents and tags. */
    private static void many(int facts) {
        String digits = IntStream.range(0, 10).mapToObj(digit -> "SELECT " + digit + " AS d").collect(Collectors.joining(" UNION ALL "));
        nodes.execute("INSERT INTO desk_fact (kind, occurred_at, department_id, agent_id, tag_id, amount, millis) SELECT n % 12 + 1, "
                + "TIMESTAMPADD(SECOND, n * 7919 % 31536000, '2025-01-01 00:00:00'), n % 3 + 1, IF(n % 12 IN (4, 5, 6), n % 7 + 1, NULL), "
                + "IF(n % 12 = 7, n % 5 + 1, NULL), 1, IF(n % 12 IN (5, 6), n % 1000, NULL) FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + "
                + "10000 * f.d + 100000 * g.d AS n FROM (" + digits + ") a JOIN (" + digits + ") b JOIN (" + digits + ") c JOIN (" + digits + ") e JOIN ("
                + digits + ") f JOIN (" + digits + ") g) numbers WHERE n < " + facts);
    }

    private static void zone(String zone) {
        nodes.execute("REPLACE INTO setting (name, value) VALUES ('TimeZone', '" + zone + "')");
    }

    private static Folding folding(int node) {
        return nodes.both().get(node).getBean(Folding.class);
    }

    private static FigureSets sets(int node) {
        return nodes.both().get(node).getBean(FigureSets.class);
    }

    private static FigureSet active() {
        return nodes.bean(FigureSetRepository.class).all().stream().filter(FigureSet::isActive).findFirst().orElseThrow();
    }

    private static FigureSet building() {
        return nodes.bean(FigureSetRepository.class).all().stream().filter(FigureSet::isBuilding).findFirst().orElseThrow();
    }

    private static long fold() {
        return nodes.bean(FigureSetRepository.class).number();
    }

    private static void assertFiguresAre(ZoneId zone) {
        assertEquals(zone.getId(), active().timeZone());
        assertEquals(List.of("0"), nodes.rows("SELECT COUNT(*) FROM desk_fact WHERE fold IS NULL"));
        assertEquals(CountedFacts.of(nodes, zone), CountedFacts.inFigures(nodes));
    }
}
