package dev.ringdown.desk.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * On which days of the week and at which time of day something is due, by the calendar and the clocks of a time zone. A day of the calendar is
 * one wherever it is counted: who deals with each day once, as {@code handled} says, misses and doubles none when the time zone changes.
 *
 * @param weekdays  a bit for each: 1 Monday, 2 Tuesday, 4 Wednesday and so on; at least one
 * @param timeOfDay in minutes since midnight, as the clocks show it
 */
record Timetable(int weekdays, int timeOfDay) {

    private static final int DAYS_OF_A_WEEK = 7;
    private static final int MINUTES_OF_AN_HOUR = 60;

    /** @param weekdays 1 Monday to 7 Sunday, in any order and as often as may be */
    static Timetable of(Collection<Integer> weekdays, LocalTime time) {
        return new Timetable(weekdays.stream().mapToInt(Timetable::bit).reduce(0, (all, one) -> all | one),
                time.getHour() * MINUTES_OF_AN_HOUR + time.getMinute());
    }

    /** 1 Monday to 7 Sunday, ascending. */
    List<Integer> days() {
        return IntStream.rangeClosed(1, DAYS_OF_A_WEEK).filter(day -> (weekdays & bit(day)) != 0).boxed().toList();
    }

    LocalTime time() {
        return LocalTime.of(timeOfDay / MINUTES_OF_AN_HOUR, timeOfDay % MINUTES_OF_AN_HOUR);
    }

    /** The moment at which the time of day comes on a day: when the clocks are set where they skip it, the first one where they repeat it. */
    Instant at(LocalDate day, ZoneId zone) {
        LocalDateTime time = day.atTime(time());
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap() ? change.getInstant() : time.atZone(zone).toInstant();
    }

    /** The last day whose time has come, if it is later than the one that was handled. */
    Optional<LocalDate> lastDue(LocalDate handled, Instant now, ZoneId zone) {
        // Tomorrow's, too, may have come: where the clocks go back over midnight.
        LocalDate latest = LocalDate.ofInstant(now, zone).plusDays(1);
        // Every weekday is among these, with its time over.
        for (LocalDate day = latest; day.isAfter(handled) && day.isAfter(latest.minusDays(DAYS_OF_A_WEEK + 2)); day = day.minusDays(1)) {
            if (isOn(day) && !at(day, zone).isAfter(now)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** The first day of the timetable after a day. */
    LocalDate next(LocalDate after) {
        LocalDate day = after.plusDays(1);
        while (!isOn(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** When something is due next, after now and on a day later than the one that was handled. */
    Instant nextDue(LocalDate handled, Instant now, ZoneId zone) {
        LocalDate over = lastDue(handled, now, zone).orElse(handled);
        return at(next(over), zone);
    }

    private boolean isOn(LocalDate day) {
        return (weekdays & bit(day.getDayOfWeek().getValue())) != 0;
    }

    private static int bit(int weekday) {
        return 1 << weekday - 1;
    }
}
