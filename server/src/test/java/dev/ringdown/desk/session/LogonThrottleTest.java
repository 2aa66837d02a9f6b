package dev.ringdown.desk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogonThrottleTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "5, 2", "6, 4", "7, 8", "13, 512", "14, 900", "40, 900", "2147483647, 900"})
    void theWaitDoublesUpToAQuarterOfAnHour(int failures, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), LogonThrottle.waitAfter(failures));
    }
}
