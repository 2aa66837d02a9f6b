package dev.ringdown.desk.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class FigureTest {

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 499, 0", "1, 500, 1", "1, 1499, 1", "2, 999, 0", "2, 1000, 1", "3, 4499, 1", "3, 4500, 2", "1, -5, 0"})
    void averagesAreRoundedHalfUpToSeconds(long timed, long millis, long seconds) {
        assertEquals(seconds, new Figure(timed, timed, millis, millis).averageSeconds());
    }

    @Test
    void whereThereIsNothingThereIsNoAverage() {
        assertNull(Figure.NOTHING.averageSeconds());
        assertNull(Figure.NOTHING.longestSeconds());
        assertNull(new Figure(3, 0, 0, null).plus(Figure.NOTHING).averageSeconds());
    }

    @Test
    void figuresAddUp() {
        assertEquals(new Figure(5, 3, 700, 400L), new Figure(2, 1, 300, 300L).plus(new Figure(3, 2, 400, 400L)));
    }
}
