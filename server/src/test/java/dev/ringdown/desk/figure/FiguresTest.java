package dev.ringdown.desk.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StatementCount;
import dev.ringdown.desk.figure.Figures.Answer;
import dev.ringdown.desk.figure.Figures.Per;
import dev.ringdown.desk.figure.Figures.Question;
import dev.ringdown.hub.conversation.Nodes;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What figures say is what the facts come to, whichever of them are in the figures already; and what it costs to read them. */
class FiguresTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final Instant BEGIN = Instant.parse("2022-01-01T00:00:00Z");
    private static final long SECONDS = 4L * 365 * 24 * 3600;
    private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private static Nodes nodes;
    private static Figures figures;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Fact> facts = new ArrayList<>();

    @BeforeAll
    static void start() {
        nodes = new Nodes("target/figures-test", Map.of());
        figures = nodes.bean(Figures.class);
        nodes.execute("UPDATE agent SET created = '2022-01-01'", "DELETE FROM setting WHERE name = 'TimeZone'",
                "INSERT INTO setting (name, value) VALUES ('TimeZone', '" + ZONE + "')");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void begin() {
        nodes.execute("TRUNCATE TABLE desk_fact", "TRUNCATE TABLE figure", "TRUNCATE TABLE agent_figure", "UPDATE figure_set SET time_zone = '" + ZONE + "' WHERE active = TRUE");
    }

    @Test
    void allAnswersAreWhatTheFactsComeTo() {
        add(1_500);
        assertAnswers();
        nodes.bean(Folding.class).foldPending();
        assertAnswers();
        add(300);
        assertAnswers();
    }

    private void assertAnswers() {
        Question[] questions = {new Question(Per.SPAN, EnumSet.allOf(FactKind.class)), new Question(Per.DAY, EnumSet.allOf(FactKind.class)),
                new Question(Per.DEPARTMENT, EnumSet.allOf(FactKind.class)), Question.of(Per.AGENT, FactKind.ASSIGNED, FactKind.RESPONDED, FactKind.CLOSED),
                Question.of(Per.TAG, FactKind.TAGGED)};
        for (int i = 0; i < 40; i++) {
            LocalDate from = i == 0 ? FIRST : LocalDate.of(2021, 6, 1).plusDays(random.nextInt(1_700));
            LocalDate to = i == 0 ? LAST : from.plusDays(random.nextInt(i % 2 == 0 ? 3 : 1_200));
            Long department = i % 3 == 2 ? Long.valueOf(1 + random.nextInt(3)) : null;
            Answer answer = figures.read(from, to, department, questions);
            assertEquals(ZONE, answer.days().zone());
            List<Fact> counted = facts.stream().filter(fact -> !day(fact).isBefore(from) && !day(fact).isAfter(to) && !day(fact).isBefore(answer.days().first())
                    && (department == null || department.equals(fact.departmentId()))).toList();
            assertTable(answer.tables().get(0), counted, fact -> 0);
            assertTable(answer.tables().get(1), counted, fact -> day(fact).toEpochDay());
            assertTable(answer.tables().get(2), counted.stream().filter(fact -> fact.departmentId() != null).toList(), Fact::departmentId);
            // Of agents the longest is not kept.
            assertTable(answer.tables().get(3), counted.stream().filter(fact -> fact.departmentId() != null && fact.agentId() != null
                    && fact.kind() >= 5 && fact.kind() <= 7).toList(), Fact::agentId, Figure::withoutLongest);
            assertTable(answer.tables().get(4), counted.stream().filter(fact -> fact.departmentId() != null && fact.kind() == 8).toList(), Fact::tagId);
        }
    }

    private static void assertTable(FigureTable table, List<Fact> facts, ToLongFunction<Fact> id) {
        assertTable(table, facts, id, figure -> figure);
    }

    private static void assertTable(FigureTable table, List<Fact> facts, ToLongFunction<Fact> id, UnaryOperator<Figure> kept) {
        Map<Long, List<Fact>> each = facts.stream().collect(Collectors.groupingBy(id::applyAsLong));
        for (long one : each.keySet()) {
            for (FactKind kind : FactKind.values()) {
                Figure sum = each.get(one).stream().filter(fact -> fact.kind() == kind.number())
                        .map(fact -> new Figure(fact.amount(), fact.millis() == null ? 0 : 1, fact.millis() == null ? 0 : fact.millis(), fact.millis()))
                        .reduce(Figure.NOTHING, Figure::plus);
                assertEquals(kept.apply(sum), table.figure(one, kind), kind + " of " + one);
            }
        }
        for (long nobody : new long[]{-1, 999}) {
            assertEquals(Figure.NOTHING, table.figure(nobody, EnumSet.allOf(FactKind.class)));
        }
    }

    @Test
    void aLongSpanOfManyFactsTakesAsManyStatementsAsAShortOneOfFew() {
        Question question = new Question(Per.DAY, EnumSet.allOf(FactKind.class));
        LocalDate day = LocalDate.of(2025, 3, 3);
        long few = StatementCount.of(nodes.bean(ApplicationContext.class), () -> figures.read(day, day, null, question));
        add(2_000);
        nodes.bean(Folding.class).foldPending();
        assertEquals(2, few);
        assertEquals(few, StatementCount.of(nodes.bean(ApplicationContext.class), () -> figures.read(FIRST, LAST, null, question)));
        assertEquals(few, StatementCount.of(nodes.bean(ApplicationContext.class), () -> figures.read(FIRST, LAST, 2L, question, question)));
    }

    /** Columns of EXPLAIN: id, select_type, table, type, possible_keys, key, key_len, ref, rows, Extra. */
    @Test
    void eachPartGoesByItsIndex() {
        add(3_000);
        nodes.bean(Folding.class).foldPending();
        nodes.execute("ANALYZE TABLE figure", "ANALYZE TABLE agent_figure", "ANALYZE TABLE desk_fact");
        DeskDays days = figures.days();
        for (Long department : new Long[]{null, 2L}) {
            for (Per per : Per.values()) {
                String statement = figures.statement(days, LocalDate.of(2024, 1, 17), LocalDate.of(2024, 3, 5), department,
                        new Question(per, per == Per.AGENT ? EnumSet.range(FactKind.ASSIGNED, FactKind.CLOSED) : EnumSet.allOf(FactKind.class)));
                for (String explained : nodes.rows("EXPLAIN FORMAT=TRADITIONAL " + statement)) {
                    // MySQL has partitions behind the table.
                    String row = explained.replaceFirst("^(\\S+ \\S+ \\S+) null ", "$1 ");
                    if (row.contains(" f ") && per == Per.AGENT) {
                        assertTrue(row.contains(" f ref PRIMARY PRIMARY "), per + ": " + row);
                    } else if (row.contains(" f ")) {
                        assertTrue(row.contains(" f range PRIMARY PRIMARY "), per + ": " + row);
                    } else if (row.contains(" p ")) {
                        assertTrue(row.contains(" p ref desk_fact_by_fold "), per + ": " + row);
                    } else if (row.contains(" s ")) {
                        assertTrue(row.contains(" figure_set_active "), per + ": " + row);
                    } else {
                        assertTrue(row.contains("UNION RESULT") || row.contains(" <derived") || row.contains("No tables used"), row);
                    }
                }
            }
        }
    }

    @Test
    void aSetThatIsNoLongerReadIsOfNoUse() {
        add(50);
        DeskDays days = figures.days();
        Answer answer = figures.read(new DeskDays(ZoneOffset.UTC, days.first(), days.today(), days.setId() - 1), FIRST, LAST, null,
                new Question(Per.SPAN, EnumSet.allOf(FactKind.class)));
        assertEquals(days, answer.days());
        assertEquals(sum(), answer.tables().get(0).figure(EnumSet.allOf(FactKind.class)).amount());
    }

    @Test
    void noFactIsMissedOrCountsTwiceWhileFoldsGoOn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicLong begun = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        Future<?> writer = threads.submit(() -> {
            for (int i = 0; i < 300; i++) {
                begun.incrementAndGet();
                nodes.execute("INSERT INTO desk_fact (kind, occurred_at, department_id, amount) VALUES (1, '2024-05-05 12:00:00', 1, 1)");
                done.incrementAndGet();
            }
            over.set(true);
        });
        Future<?> folder = threads.submit(() -> {
            while (!over.get()) {
                nodes.bean(Folding.class).foldPending();
            }
        });
        int reads = 0;
        while (!over.get() || reads == 0) {
            long least = done.get();
            long read = figures.read(FIRST, LAST, null, Question.of(Per.SPAN, FactKind.STARTED_NEW)).tables().get(0).figure(FactKind.STARTED_NEW).amount();
            long most = begun.get();
            assertTrue(least <= read && read <= most, least + " <= " + read + " <= " + most);
            reads++;
        }
        writer.get();
        folder.get();
        threads.shutdown();
        assertTrue(reads > 20, "only " + reads + " reads");
    }

    @Test
    void daysBeforeTheFirstStartAndDaysToComeAreLeftOut() {
        Answer answer = figures.read(FIRST, LAST, null, Question.of(Per.DAY, FactKind.CLOSED));
        assertEquals(LocalDate.of(2021, 12, 31), answer.dates().get(0), "in the company's time zone");
        assertEquals(LocalDate.ofInstant(Instant.now(), ZONE), answer.dates().get(answer.dates().size() - 1));
        assertEquals(List.of(), figures.read(FIRST, LocalDate.of(2021, 12, 30), null, Question.of(Per.DAY, FactKind.CLOSED)).dates());
        assertEquals(List.of(), figures.read(LAST, LAST, null, Question.of(Per.DAY, FactKind.CLOSED)).dates());
    }

    private long sum() {
        return facts.stream().mapToLong(Fact::amount).sum();
    }

    private static LocalDate day(Fact fact) {
        return LocalDate.ofInstant(fact.occurredAt(), ZONE);
    }

    private void add(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = 1 + random.nextInt(12);
            Long department = kind > 8 && random.nextBoolean() ? null : Long.valueOf(1 + random.nextInt(3));
            Fact fact = new Fact(null, kind, BEGIN.plusSeconds(random.nextLong(SECONDS)), null, department,
                    kind < 5 || kind > 7 || random.nextInt(5) == 0 ? null : Long.valueOf(1 + random.nextInt(5)),
                    kind == 8 ? Long.valueOf(1 + random.nextInt(4)) : null, kind == 8 && random.nextInt(4) == 0 ? -1 : 1,
                    kind == 6 || kind == 7 && random.nextBoolean() ? Long.valueOf(random.nextInt(500_000)) : null, null);
            facts.add(fact);
            rows.add("(" + kind + ", '" + SQL.format(fact.occurredAt()) + "', " + fact.departmentId() + ", " + fact.agentId() + ", " + fact.tagId() + ", "
                    + fact.amount() + ", " + fact.millis() + ")");
        }
        nodes.execute("INSERT INTO desk_fact (kind, occurred_at, department_id, agent_id, tag_id, amount, millis) VALUES " + String.join(", ", rows));
    }
}
