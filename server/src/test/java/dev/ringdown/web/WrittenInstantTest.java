package dev.ringdown.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenInstantTest {

    private static final DateTimeFormatter BY_PATTERN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"2026-11-22T00:00:00Z, 2026-11-22T00:00:00.000Z", "2026-01-02T03:04:05.006Z, 2026-01-02T03:04:05.006Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "0999-12-31T00:00:00Z, 0999-12-31T00:00:00.000Z", "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00.000Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z"})
    void itHasMilliseconds(String moment, String written) {
        assertEquals(written, WrittenInstant.of(Instant.parse(moment)));
    }

    @Test
    void itIsWhatTheFormatterWrites() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextLong() % 300_000_000_000L, random.nextInt(1_000_000_000));
            assertEquals(BY_PATTERN.format(moment), WrittenInstant.of(moment));
        }
    }
}
