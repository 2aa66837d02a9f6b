package dev.ringdown.desk.workinghours;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The working hours of a week, on the wall clock. Every day is there, by day and start. */
record Week(List<WorkingSpan> spans) {

    static final int DAYS = 7;
    static final int MINUTES_OF_A_DAY = 24 * 60;

    private static final int MINUTES_OF_AN_HOUR = 60;
    private static final Comparator<WorkingSpan> IN_ORDER = Comparator.comparing(WorkingSpan::day)
            .thenComparing(WorkingSpan::startTime, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** What holds until hours are set: open on every day, from midnight to midnight. */
    static final Week ALWAYS_OPEN = new Week(IntStream.rangeClosed(1, DAYS).mapToObj(day -> new WorkingSpan(day, 0, true, 0, MINUTES_OF_A_DAY)).toList());

    /** A week of these spans, in whatever order they come; a day without one is closed. */
    static Week of(List<WorkingSpan> given) {
        List<WorkingSpan> sorted = new ArrayList<>(given);
        IntStream.rangeClosed(1, DAYS).filter(day -> given.stream().noneMatch(span -> span.day() == day))
                .forEach(day -> sorted.add(new WorkingSpan(day, 0, false, null, null)));
        sorted.sort(IN_ORDER);
        List<WorkingSpan> numbered = new ArrayList<>();
        int position = 0;
        for (WorkingSpan span : sorted) {
            position = numbered.isEmpty() || numbered.get(numbered.size() - 1).day() != span.day() ? 0 : position + 1;
            numbered.add(new WorkingSpan(span.day(), position, span.open(), span.startTime(), span.endTime()));
        }
        return new Week(List.copyOf(numbered));
    }

    /**
     * Whether the wall clock of a time zone stands within a span then. Each span holds its first minute and not the one after it; a minute
     * lasts until the next begins.
     */
    boolean isOpen(Instant moment, ZoneId zone) {
        LocalDateTime wallClock = LocalDateTime.ofInstant(moment, zone);
        int minute = wallClock.getHour() * MINUTES_OF_AN_HOUR + wallClock.getMinute();
        return spans.stream().anyMatch(span -> span.covers(wallClock.getDayOfWeek().getValue(), minute));
    }
}
