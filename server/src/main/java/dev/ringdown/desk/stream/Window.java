package dev.ringdown.desk.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * Events that follow each other without a gap.
 *
 * @param after  the number before the first of them
 * @param events in their order
 */
record Window(long after, List<ShownEvent> events) {

    static Window emptyAt(long number) {
        return new Window(number, List.of());
    }

    /** The number of the last event; where there is none, what the next one follows. */
    long last() {
        return after + events.size();
    }

    /** Whether the event behind this number is in it. */
    boolean goesOnFrom(long number) {
        return number >= after && number < last();
    }

    /** The event of a number that is in it. */
    ShownEvent at(long number) {
        return events.get((int) (number - after - 1));
    }

    /** With more events at its end, and of the older ones no more than so many bytes and events allow. */
    Window with(List<ShownEvent> more, int most, long mostBytes) {
        List<ShownEvent> all = new ArrayList<>(events);
        all.addAll(more);
        long bytes = 0;
        int from = all.size();
        while (from > 0 && (from > events.size() || all.size() - from < most && bytes < mostBytes)) {
            from--;
            bytes += all.get(from).size();
        }
        return new Window(after + from, List.copyOf(all.subList(from, all.size())));
    }

    /** Without what was read before then, by {@link System#nanoTime}. */
    Window since(long nanos) {
        int from = 0;
        while (from < events.size() && events.get(from).shownAt() - nanos < 0) {
            from++;
        }
        return from == 0 ? this : new Window(after + from, List.copyOf(events.subList(from, events.size())));
    }
}
