package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ringdown.desk.DeskException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartDaysTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Test
    void bothDaysAreAmongThemInTheCompanysTimeZone() {
        StartDays.Span span = StartDays.of(Optional.of(DAY), Optional.of(DAY)).in(() -> ZoneId.of("Africa/Johannesburg"));
        assertEquals(new StartDays.Span(Instant.parse("2026-02-28T22:00:00Z"), Instant.parse("2026-03-01T22:00:00Z")), span);
    }

    @Test
    void eitherMayBeLeftOut() {
        assertEquals(new StartDays.Span(null, null), StartDays.of(Optional.empty(), Optional.empty()).in(() -> fail("There is no day.")));
    }

    @Test
    void theLastDayIsNotBeforeTheFirst() {
        assertThrows(DeskException.class, () -> StartDays.of(Optional.of(DAY), Optional.of(DAY.minusDays(1))));
    }

    @Test
    void yearsThatNoCalendarHasAreRefusedAndExtremeOnesBear() {
        assertThrows(DeskException.class, () -> StartDays.of(Optional.of(LocalDate.MAX), Optional.empty()));
        assertThrows(DeskException.class, () -> StartDays.of(Optional.empty(), Optional.of(LocalDate.MIN)));
        StartDays.Span all = StartDays.of(Optional.of(LocalDate.of(0, 1, 1)), Optional.of(LocalDate.of(9999, 12, 31))).in(() -> ZoneId.of("UTC"));
        assertEquals(new StartDays.Span(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z")), all);
    }
}
