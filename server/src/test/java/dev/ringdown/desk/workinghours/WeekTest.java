package dev.ringdown.desk.workinghours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeekTest {

    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int SUNDAY = 7;

    // 2 March 2026 is a Monday.
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T07:59:59.999, false", "2026-03-02T08:00:00, true", "2026-03-02T16:59:59.999, true", "2026-03-02T17:00:00, false",
        "2026-03-02T00:00:00, false", "2026-03-02T23:59:59.999, false",
        "2026-03-03T12:00:00, false", "2026-03-08T12:00:00, false", "2026-03-09T12:00:00, true", "2026-03-01T12:00:00, false"})
    void aSpanHoldsItsStartAndNotItsEndOnItsOwnDayAlone(LocalDateTime wallClock, boolean open) {
        assertEquals(open, Week.of(List.of(open(1, "08:00", "17:00"))).isOpen(wallClock.toInstant(ZoneOffset.UTC), UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "11:59, true", "12:00, false", "12:29, false", "12:30, true", "15:59, true", "16:00, true", "17:59, true", "18:00, false",
        "07:59, false"})
    void aDayMayHaveSeveralSpansOfWhichOneMayBeginWhereAnotherEnds(String time, boolean open) {
        Week week = Week.of(List.of(open(1, "16:00", "18:00"), open(1, "08:00", "12:00"), open(1, "12:30", "16:00")));
        assertEquals(open, week.isOpen(Instant.parse("2026-03-02T" + time + ":30Z"), UTC));
    }

    @Test
    void hoursOverMidnightAreTwoSpansWithoutAGapBetweenThem() {
        Week week = Week.of(List.of(open(1, "22:00", "24:00"), open(2, "00:00", "02:00")));
        assertFalse(week.isOpen(Instant.parse("2026-03-02T21:59:59.999Z"), UTC));
        assertTrue(week.isOpen(Instant.parse("2026-03-02T23:59:59.999Z"), UTC));
        assertTrue(week.isOpen(Instant.parse("2026-03-03T00:00:00Z"), UTC));
        assertFalse(week.isOpen(Instant.parse("2026-03-03T02:00:00Z"), UTC));
        assertFalse(week.isOpen(Instant.parse("2026-03-02T00:30:00Z"), UTC), "the night before is another day's");
    }

    @Test
    void theSundayBeforeIsNotTheMondayAfter() {
        Week week = Week.of(List.of(open(SUNDAY, "00:00", "24:00")));
        assertTrue(week.isOpen(Instant.parse("2026-03-08T00:00:00Z"), UTC));
        assertTrue(week.isOpen(Instant.parse("2026-03-08T23:59:59.999Z"), UTC));
        assertFalse(week.isOpen(Instant.parse("2026-03-09T00:00:00Z"), UTC));
        assertFalse(week.isOpen(Instant.parse("2026-03-07T23:59:59.999Z"), UTC));
    }

    @Test
    void aClosedDayIsClosedAlsoWithinTheTimesThatItKeeps() {
        Week week = Week.of(List.of(new WorkingSpan(1, 0, false, minutes("08:00"), minutes("17:00"))));
        assertFalse(week.isOpen(Instant.parse("2026-03-02T12:00:00Z"), UTC));
    }

    @Test
    void aDayWithoutASpanIsClosedAndEveryDayIsThere() {
        Week week = Week.of(List.of(open(3, "13:00", "14:00"), open(3, "08:00", "12:00")));
        assertEquals(List.of(1, 2, 3, 3, 4, 5, 6, 7), week.spans().stream().map(WorkingSpan::day).toList());
        assertEquals(List.of(0, 0, 0, 1, 0, 0, 0, 0), week.spans().stream().map(WorkingSpan::position).toList());
        assertEquals(List.of(minutes("08:00"), minutes("13:00")),
                week.spans().stream().filter(WorkingSpan::open).map(WorkingSpan::startTime).toList());
        hoursOfTheWeek().forEach(hour -> assertFalse(Week.of(List.of()).isOpen(hour, UTC)));
    }

    @Test
    void untilHoursAreSetItIsAlwaysOpen() {
        hoursOfTheWeek().forEach(hour -> assertTrue(Week.ALWAYS_OPEN.isOpen(hour, BERLIN), hour.toString()));
        assertTrue(Week.ALWAYS_OPEN.isOpen(Instant.parse("2026-03-08T22:59:59.999Z"), BERLIN));
    }

    @Test
    void theWallClockOfTheZoneCounts() {
        Week week = Week.of(List.of(open(1, "08:00", "17:00")));
        ZoneId auckland = ZoneId.of("Pacific/Auckland");
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        assertTrue(week.isOpen(Instant.parse("2026-03-01T19:00:00Z"), auckland), "Monday, 08:00 there");
        assertFalse(week.isOpen(Instant.parse("2026-03-02T08:00:00Z"), auckland), "Monday, 21:00 there");
        assertFalse(week.isOpen(Instant.parse("2026-03-02T02:14:59Z"), kathmandu), "07:59 there");
        assertTrue(week.isOpen(Instant.parse("2026-03-02T02:15:00Z"), kathmandu), "08:00 there");
    }

    /** On 29 March 2026 Berlin's clocks go from 02:00 (01:00 UTC) to 03:00. */
    @Test
    void anHourThatTheClocksLeaveOutNeverComes() {
        Week left = Week.of(List.of(open(SUNDAY, "02:00", "03:00")));
        Stream.iterate(Instant.parse("2026-03-28T23:00:00Z"), instant -> instant.plus(Duration.ofMinutes(1))).limit(24 * 60)
                .forEach(minute -> assertFalse(left.isOpen(minute, BERLIN), minute.toString()));

        Week around = Week.of(List.of(open(SUNDAY, "01:30", "03:30")));
        assertFalse(around.isOpen(Instant.parse("2026-03-29T00:29:59Z"), BERLIN));
        assertTrue(around.isOpen(Instant.parse("2026-03-29T00:30:00Z"), BERLIN));
        assertTrue(around.isOpen(Instant.parse("2026-03-29T01:29:59Z"), BERLIN), "an hour in all, not two");
        assertFalse(around.isOpen(Instant.parse("2026-03-29T01:30:00Z"), BERLIN));
    }

    /** On 25 October 2026 Berlin's clocks go from 03:00 (01:00 UTC) back to 02:00. */
    @ParameterizedTest
    @CsvSource({"00:14:59, false", "00:15:00, true", "00:44:59, true", "00:45:00, false", "01:14:59, false", "01:15:00, true",
        "01:44:59, true", "01:45:00, false"})
    void anHourThatTheClocksRepeatCountsBothTimes(String time, boolean open) {
        Week week = Week.of(List.of(open(SUNDAY, "02:15", "02:45")));
        assertEquals(open, week.isOpen(Instant.parse("2026-10-25T" + time + "Z"), BERLIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29", "2026-10-25"})
    void theHoursAfterAChangeOfTheClocksAreThoseOfTheWallClock(String day) {
        Week week = Week.of(List.of(open(SUNDAY, "08:00", "17:00")));
        for (String[] edge : new String[][]{{"08:00", "true"}, {"07:59", "false"}, {"16:59", "true"}, {"17:00", "false"}}) {
            Instant moment = LocalDateTime.parse(day + "T" + edge[0]).atZone(BERLIN).toInstant();
            assertEquals(Boolean.valueOf(edge[1]), week.isOpen(moment, BERLIN), edge[0]);
        }
    }

    /** In Beirut the clocks go from 00:00 to 01:00: the day has no midnight. */
    @Test
    void aDayThatHasNoMidnightBeginsWhenItBegins() {
        ZoneId beirut = ZoneId.of("Asia/Beirut");
        Week week = Week.of(List.of(open(SUNDAY, "00:00", "24:00")));
        assertFalse(week.isOpen(Instant.parse("2026-03-28T21:59:59.999Z"), beirut));
        assertTrue(week.isOpen(Instant.parse("2026-03-28T22:00:00Z"), beirut));
        assertTrue(week.isOpen(Instant.parse("2026-03-29T20:59:59.999Z"), beirut));
        assertFalse(week.isOpen(Instant.parse("2026-03-29T21:00:00Z"), beirut));
    }

    private static Stream<Instant> hoursOfTheWeek() {
        return IntStream.range(0, 7 * 24).mapToObj(hour -> Instant.parse("2026-03-02T00:00:00Z").plus(Duration.ofHours(hour)));
    }

    private static WorkingSpan open(int day, String start, String end) {
        return new WorkingSpan(day, 0, true, minutes(start), minutes(end));
    }

    private static int minutes(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }
}
