package dev.ringdown.desk.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.desk.figure.FactKind;
import dev.ringdown.desk.figure.Figure;
import dev.ringdown.desk.figure.FigureSets;
import dev.ringdown.desk.figure.FigureTable;
import dev.ringdown.desk.figure.Figures;
import dev.ringdown.desk.figure.Figures.Per;
import dev.ringdown.desk.figure.Figures.Question;
import dev.ringdown.desk.figure.Folding;
import dev.ringdown.desk.figure.RebuildFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/**
 * A month at a company whose clocks change in it: what the figures say of each day and of any span is what was seen to happen, and what can be
 * found in the chats, their tags and the messages afterwards. {@code -Dringdown.month.seed=} chooses the same month again.
 */
class FiguresOfAMonthTest {

    private static final long SEED = Long.getLong("ringdown.month.seed", System.nanoTime());
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    private static final int SPANS = 10;
    private static final FactKind[] ALL = FactKind.values();

    @RegisterExtension
    static final Company company = new Company(emptied("target/figures-of-a-month-test"));

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Folding folding = company.nodes.bean(Folding.class);
    private final Figures figures = company.nodes.beanOfSecond(Figures.class);
    private Month month;

    @Test
    void figuresAreWhatHappened() {
        Instant before = company.clock.instant();
        try {
            theMonth();
            assertFiguresAreWhatWasSeen();
            folding.foldPending();
            assertFiguresAreWhatWasSeen();
            assertFiguresAreWhatIsThere();
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            boolean agree = company.nodes.bean(RebuildFigures.class).run(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertTrue(agree, said.toString(StandardCharsets.UTF_8));
            assertFiguresAreWhatWasSeen();
            company.set("TimeZone", "Asia/Kolkata");
            company.nodes.bean(FigureSets.class).tend();
            company.set("TimeZone", ZONE.getId());
            company.nodes.bean(FigureSets.class).tend();
            assertFiguresAreWhatWasSeen();
        } finally {
            company.clock.move(Duration.between(company.clock.instant(), before));
        }
    }

    /** Nothing is there of the time before. */
    private static String emptied(String directory) {
        Path path = Path.of(directory);
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return directory;
    }

    private void theMonth() {
        company.clock.move(Duration.between(company.clock.instant(), FIRST.atStartOfDay(ZONE).toInstant()));
        month = new Month(company, ZONE, random);
        company.nodes.bean(FigureSets.class).tend();
        Instant end = LAST.plusDays(1).atStartOfDay(ZONE).toInstant().minus(Duration.ofHours(1));
        while (company.clock.instant().isBefore(end)) {
            month.goesOn();
            if (random.nextInt(20) == 0) {
                folding.foldPending();
            }
        }
        LoggerFactory.getLogger(FiguresOfAMonthTest.class).info("Seed {}: {}", SEED, month);
    }

    private void assertFiguresAreWhatWasSeen() {
        FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> assertFiguresAreWhatWasSeen(day, day));
        assertFiguresAreWhatWasSeen(FIRST, LAST);
        for (int i = 0; i < SPANS; i++) {
            LocalDate from = FIRST.plusDays(random.nextInt(LAST.getDayOfMonth()));
            assertFiguresAreWhatWasSeen(from, from.plusDays(random.nextInt(LAST.getDayOfMonth())));
        }
    }

    private void assertFiguresAreWhatWasSeen(LocalDate from, LocalDate to) {
        assertFigures(from, to, null);
        month.departments().forEach(department -> assertFigures(from, to, department));
    }

    private void assertFigures(LocalDate from, LocalDate to, Long department) {
        Figures.Answer answer = figures.read(from, to, department, Question.of(Per.SPAN, ALL[0], ALL), Question.of(Per.DEPARTMENT, ALL[0], ALL),
                Question.of(Per.AGENT, FactKind.ASSIGNED, FactKind.RESPONDED, FactKind.CLOSED), Question.of(Per.TAG, ALL[0], ALL));
        assertEquals(ZONE, answer.days().zone());
        assertTable(MonthJournal.Per.SPAN, from, to, department, List.of(0L), answer.tables().get(0));
        assertTable(MonthJournal.Per.DEPARTMENT, from, to, department, month.departments(), answer.tables().get(1));
        assertTable(MonthJournal.Per.AGENT, from, to, department, month.agents(), answer.tables().get(2));
        assertTable(MonthJournal.Per.TAG, from, to, department, month.tags(), answer.tables().get(3));
    }

    private void assertTable(MonthJournal.Per per, LocalDate from, LocalDate to, Long department, List<Long> ids, FigureTable table) {
        Map<Long, Map<FactKind, Figure>> found = new TreeMap<>();
        for (long id : ids) {
            for (FactKind kind : ALL) {
                if (!table.figure(id, kind).equals(Figure.NOTHING)) {
                    found.computeIfAbsent(id, key -> new TreeMap<>()).put(kind, table.figure(id, kind));
                }
            }
        }
        Map<Long, Map<FactKind, Figure>> seen = month.journal.figures(per, from, to, department == null ? 0 : department);
        assertEquals(seen, found, () -> "-Dringdown.month.seed=" + SEED + ": " + per + " from " + from + " to " + to + " in " + department);
    }

    /** Day by day, of the company: what can still be found where it is kept for other purposes. */
    private void assertFiguresAreWhatIsThere() {
        String from = "'" + FIRST.atStartOfDay(ZONE).toInstant().toString().replace("T", " ").replace("Z", "") + "'";
        assertDays("SELECT started_at FROM chat WHERE started_at >= " + from, FactKind.STARTED_NEW, FactKind.STARTED_RETURNING);
        assertDays("SELECT closed_at FROM chat WHERE closed_at >= " + from, FactKind.CLOSED);
        assertDays("SELECT first_response_at FROM chat WHERE first_response_at >= " + from, FactKind.RESPONDED);
        assertDays("SELECT put_on_at FROM chat_tag WHERE put_on_at >= " + from, FactKind.TAGGED);
        assertDays("SELECT created FROM message WHERE type = 'agent.join' AND created >= " + from, FactKind.ASSIGNED);
        assertDays("SELECT created FROM message WHERE type = 'agent.unavailable' AND created >= " + from, FactKind.OUT_OF_HOURS_ENDED,
                FactKind.OUT_OF_HOURS_HELD, FactKind.NOBODY_ONLINE_ENDED, FactKind.NOBODY_ONLINE_HELD);
        assertDays("SELECT created FROM message WHERE type = 'agent.unavailable' AND document LIKE '%out of working hours%' AND created >= " + from,
                FactKind.OUT_OF_HOURS_ENDED, FactKind.OUT_OF_HOURS_HELD);
    }

    private void assertDays(String moments, FactKind... kinds) {
        Map<LocalDate, Long> there = new TreeMap<>();
        FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> there.put(day, 0L));
        company.nodes.rows(moments).forEach(moment -> there.merge(Instant.parse(moment.replace(" ", "T") + "Z").atZone(ZONE).toLocalDate(), 1L, Long::sum));
        Map<LocalDate, Long> counted = new TreeMap<>();
        FigureTable table = figures.read(FIRST, LAST, null, Question.of(Per.DAY, kinds[0], kinds)).tables().get(0);
        FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> counted.put(day, table.figure(day.toEpochDay(), Set.of(kinds)).amount()));
        assertTrue(there.values().stream().anyMatch(number -> number > 0), moments);
        assertEquals(there, counted, () -> "-Dringdown.month.seed=" + SEED + ": " + Arrays.toString(kinds));
    }
}
