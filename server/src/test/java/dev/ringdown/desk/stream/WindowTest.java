package dev.ringdown.desk.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a node keeps of the events that it has read. */
class WindowTest {

    private static final int MANY = 1_000;

    @Test
    void goesOnWhereItEnds() {
        Window window = Window.emptyAt(7).with(events(8, 10, 0, 1), MANY, MANY).with(events(11, 12, 0, 1), MANY, MANY);
        assertEquals(7, window.after());
        assertEquals(12, window.last());
        assertEquals(9, window.at(9).number());
        assertFalse(window.goesOnFrom(6));
        assertTrue(window.goesOnFrom(7));
        assertTrue(window.goesOnFrom(11));
        assertFalse(window.goesOnFrom(12));
    }

    @Test
    void leavesTheOldestOutWhereThereAreTooMany() {
        Window window = Window.emptyAt(0).with(events(1, 10, 0, 1), MANY, MANY).with(events(11, 12, 0, 1), 5, MANY);
        assertEquals(7, window.after());
        assertEquals(12, window.last());
        assertEquals(8, window.at(8).number());
    }

    @Test
    void leavesTheOldestOutWhereTheyAreTooLargeButNothingThatIsNew() {
        Window window = Window.emptyAt(0).with(events(1, 10, 0, 10), MANY, MANY);
        assertEquals(8, window.with(events(11, 12, 0, 10), MANY, 35).after());
        assertEquals(10, window.with(events(11, 20, 0, 10), MANY, 35).after());
    }

    @Test
    void leavesOutWhatWasReadTooLongAgo() {
        Window window = Window.emptyAt(0).with(events(1, 4, 100, 1), MANY, MANY).with(events(5, 6, 200, 1), MANY, MANY);
        assertSame(window, window.since(100));
        assertEquals(4, window.since(101).after());
        assertEquals(6, window.since(101).last());
        assertEquals(new Window(6, List.of()), window.since(201));
    }

    private static List<ShownEvent> events(long from, long to, long shownAt, int size) {
        return LongStream.rangeClosed(from, to).mapToObj(number -> new ShownEvent(number, shownAt, new byte[size], 1, null)).toList();
    }
}
