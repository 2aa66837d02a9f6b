package dev.ringdown.desk.chat;

import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.GivenDays;
import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** The days on which chats have started, of FromDate and ToDate: both are among them, either may be left out. */
record StartDays(@Nullable LocalDate from, @Nullable LocalDate to) {

    /** @param before the first instant that is no longer in it */
    record Span(@Nullable Instant from, @Nullable Instant before) {
    }

    /** @throws DeskException 400 for a ToDate before FromDate, and for a year that no calendar of ours has */
    static StartDays of(Optional<LocalDate> from, Optional<LocalDate> to) {
        GivenDays.check(from, to);
        return new StartDays(from.orElse(null), to.orElse(null));
    }

    /** @param zone asked for only where there is a day */
    Span in(Supplier<ZoneId> zone) {
        if (from == null && to == null) {
            return new Span(null, null);
        }
        ZoneId days = zone.get();
        return new Span(from == null ? null : Moments.clamped(from.atStartOfDay(days).toInstant()),
                to == null ? null : Moments.clamped(to.plusDays(1).atStartOfDay(days).toInstant()));
    }
}
