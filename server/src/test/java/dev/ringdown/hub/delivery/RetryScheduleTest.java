package dev.ringdown.hub.delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** When a failed delivery is tried again. */
class RetryScheduleTest {

    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT5S", "3, PT30S", "4, PT2M", "5, PT10M", "6, PT30M", "7, PT1H", "8, PT1H", "100, PT1H"})
    void waitsLongerAfterEachFailure(int failures, Duration delay) {
        assertEquals(delay, RetrySchedule.delay(failures, null, 0.5));
    }

    @Test
    void spreadsByAFifthEachWay() {
        assertEquals(Duration.ofMillis(800), RetrySchedule.delay(1, null, 0));
        assertEquals(Duration.ofMillis(1200), RetrySchedule.delay(1, null, 1));
    }

    @ParameterizedTest
    @CsvSource({"PT7S, PT7S", "PT0S, PT1S", "PT-5S, PT1S", "PT2H, PT1H"})
    void obeysTheReceiverBetweenASecondAndAnHour(Duration wish, Duration delay) {
        assertEquals(delay, RetrySchedule.delay(3, wish, 0.5));
    }
}
