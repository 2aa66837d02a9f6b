package dev.ringdown.desk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    private static final List<Integer> EVERY_DAY = List.of(1, 2, 3, 4, 5, 6, 7);

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28, 02:30, 2026-03-28T01:30:00Z",
        // skipped: when the clocks are set
        "Europe/Berlin, 2026-03-29, 02:00, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-29, 02:30, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-29, 02:59, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-29, 03:00, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-29, 03:01, 2026-03-29T01:01:00Z",
        // repeated: the first time
        "Europe/Berlin, 2026-10-25, 02:00, 2026-10-25T00:00:00Z",
        "Europe/Berlin, 2026-10-25, 02:30, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 2026-10-25, 03:00, 2026-10-25T02:00:00Z",
        "America/New_York, 2026-03-08, 02:30, 2026-03-08T07:00:00Z",
        "America/New_York, 2026-11-01, 01:30, 2026-11-01T05:30:00Z",
        "Australia/Lord_Howe, 2026-10-04, 02:15, 2026-10-03T15:30:00Z",
        "Australia/Lord_Howe, 2026-04-05, 01:45, 2026-04-04T14:45:00Z",
        // a day that was left out as a whole
        "Pacific/Apia, 2011-12-30, 07:00, 2011-12-30T10:00:00Z",
        "Africa/Johannesburg, 2026-03-16, 07:00, 2026-03-16T05:00:00Z"})
    void aTimeOfDayIsOneMomentOfEachDay(ZoneId zone, LocalDate day, LocalTime time, Instant expected) {
        assertEquals(expected, Timetable.of(EVERY_DAY, time).at(day, zone));
    }

    @Test
    void daysComeAscendingAndOnce() {
        Timetable timetable = Timetable.of(List.of(7, 1, 5, 1, 7), LocalTime.of(6, 30));
        assertEquals(List.of(1, 5, 7), timetable.days());
        assertEquals(LocalTime.of(6, 30), timetable.time());
        // a Friday
        assertEquals(LocalDate.of(2026, 3, 22), timetable.next(LocalDate.of(2026, 3, 20)));
        assertEquals(LocalDate.of(2026, 3, 23), timetable.next(LocalDate.of(2026, 3, 22)));
        assertEquals(LocalDate.of(2026, 3, 27), timetable.next(LocalDate.of(2026, 3, 23)));
    }

    @ParameterizedTest
    @CsvSource({
        // handled, now, last day that is due: Mondays and Thursdays at 07:00 in Johannesburg, which is 05:00 UTC; 2026-03-16 is a Monday
        "2026-03-15, 2026-03-16T04:59:59.999Z,",
        "2026-03-15, 2026-03-16T05:00:00Z, 2026-03-16",
        "2026-03-16, 2026-03-16T05:00:00Z,",
        "2026-03-16, 2026-03-18T23:00:00Z,",
        "2026-03-16, 2026-03-19T05:00:00Z, 2026-03-19",
        "2026-03-12, 2026-03-25T12:00:00Z, 2026-03-23",
        "2025-03-12, 2026-03-23T04:59:00Z, 2026-03-19",
        "2026-03-20, 2026-03-16T05:00:00Z,"})
    void ofSeveralThatPassedTheLastIsDue(LocalDate handled, Instant now, LocalDate expected) {
        assertEquals(Optional.ofNullable(expected),
                Timetable.of(List.of(4, 1), LocalTime.of(7, 0)).lastDue(handled, now, ZoneId.of("Africa/Johannesburg")));
    }

    @Test
    void theNextTimeIsLaterThanNowAndOnALaterDayThanTheHandledOne() {
        Timetable timetable = Timetable.of(EVERY_DAY, LocalTime.of(7, 0));
        ZoneId zone = ZoneId.of("Africa/Johannesburg");
        Instant now = Instant.parse("2026-03-16T06:00:00Z");
        assertEquals(Instant.parse("2026-03-17T05:00:00Z"), timetable.nextDue(LocalDate.of(2026, 3, 15), now, zone));
        assertEquals(Instant.parse("2026-03-17T05:00:00Z"), timetable.nextDue(LocalDate.of(2026, 3, 16), now, zone));
        assertEquals(Instant.parse("2026-03-18T05:00:00Z"), timetable.nextDue(LocalDate.of(2026, 3, 17), now, zone));
        assertEquals(Instant.parse("2026-03-17T05:00:00Z"), timetable.nextDue(LocalDate.of(2026, 1, 1), now, zone));
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY, 2026-03-16, 2026-03-15", "DAILY, 2026-01-01, 2025-12-31",
        "WEEKLY, 2026-03-16, 2026-03-09", "WEEKLY, 2026-03-03, 2026-02-24",
        "MONTHLY, 2026-03-16, 2026-02-16", "MONTHLY, 2026-03-31, 2026-02-28", "MONTHLY, 2026-03-29, 2026-02-28", "MONTHLY, 2028-03-31, 2028-02-29",
        "MONTHLY, 2026-05-31, 2026-04-30", "MONTHLY, 2026-01-31, 2025-12-31", "MONTHLY, 2026-03-01, 2026-02-01"})
    void aPeriodEndsWithTheDayBefore(Period period, LocalDate due, LocalDate first) {
        assertEquals(first, period.firstDay(due));
    }
}
