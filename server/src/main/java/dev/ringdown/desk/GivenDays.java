package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;

import java.time.LocalDate;
import java.util.Optional;

/** Checks spans of days that callers give as FromDate and ToDate; both are among them. */
public final class GivenDays {

    private static final int LAST_YEAR = 9999;

    private GivenDays() {
    }

    /** @throws DeskException 400 for a ToDate before FromDate, and for a year that does not have four digits */
    public static void check(Optional<LocalDate> from, Optional<LocalDate> to) {
        from.ifPresent(day -> checkYear(day, "FromDate"));
        to.ifPresent(day -> checkYear(day, "ToDate"));
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, "ToDate", "ToDate must not be before FromDate.");
        }
    }

    private static void checkYear(LocalDate day, String field) {
        if (day.getYear() < 0 || day.getYear() > LAST_YEAR) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " must be a date with a year of four digits.");
        }
    }
}
