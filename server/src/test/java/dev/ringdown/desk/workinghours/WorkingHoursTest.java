package dev.ringdown.desk.workinghours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.desk.DeskDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hours as they are kept. They are everybody's: each test leaves a desk that is always open and keeps to UTC. */
@MicronautTest(environments = "database", startApplication = false, transactional = false)
class WorkingHoursTest {

    private static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final int ROUNDS = 10;
    private static final int RACERS = 6;

    @Inject
    private WorkingHours hours;
    @Inject
    private DeskDatabase database;

    @AfterEach
    void forget() {
        database.execute("DELETE FROM working_hours");
        database.execute("DELETE FROM setting WHERE name = 'TimeZone'");
    }

    @Test
    void untilTheyAreSetTheDeskIsOpen() {
        assertTrue(hours.isOpen(MONDAY_NOON));
        hours.set(Week.of(List.of()));
        assertFalse(hours.isOpen(MONDAY_NOON));
    }

    @Test
    void theyAreReadInTheTimeZoneOfTheCompany() {
        hours.set(Week.of(List.of(open(1, 8 * 60, 13 * 60))));
        assertTrue(hours.isOpen(MONDAY_NOON));
        database.execute("INSERT INTO setting (name, value) VALUES ('TimeZone', 'Africa/Johannesburg')");
        assertFalse(hours.isOpen(MONDAY_NOON), "14:00 there");
        assertTrue(hours.isOpen(Instant.parse("2026-03-02T06:00:00Z")), "08:00 there");
    }

    @Test
    void whatIsSetIsReadAgain() {
        Week week = Week.of(List.of(open(1, 0, 1440), open(2, 60, 120), open(2, 120, 180), new WorkingSpan(7, 0, false, 480, 720)));
        hours.set(week);
        assertEquals(week, hours.week());
        Week other = Week.of(List.of(open(3, 0, 1)));
        hours.set(other);
        assertEquals(other, hours.week());
    }

    @Test
    void ofThoseWhoSetThemAtOnceOneHasTheLastWordAlsoTheFirstTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                database.execute("DELETE FROM working_hours");
                List<Week> weeks = IntStream.range(0, RACERS).mapToObj(racer -> Week.of(IntStream.rangeClosed(0, racer)
                        .mapToObj(span -> open(1 + span % 3, span * 60 + racer, span * 60 + 59)).toList())).toList();
                List<Callable<Object>> racers = new ArrayList<>();
                weeks.forEach(week -> racers.add(Executors.callable(() -> hours.set(week))));
                for (Future<Object> done : threads.invokeAll(racers)) {
                    done.get();
                }
                assertTrue(weeks.contains(hours.week()), hours.week().toString());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theQuestionTakesTwoStatementsHoweverManySpansThereAre() {
        assertEquals(2, database.selects(() -> hours.isOpen(MONDAY_NOON)));
        hours.set(Week.of(IntStream.range(0, 100).mapToObj(i -> open(1, i * 10, i * 10 + 10)).toList()));
        assertEquals(2, database.selects(() -> hours.isOpen(MONDAY_NOON)));
    }

    private static WorkingSpan open(int day, int start, int end) {
        return new WorkingSpan(day, 0, true, start, end);
    }
}
