package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;

import java.time.Instant;

/** Keeps instants that callers give within what the database can compare with. */
final class Moments {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant BEHIND_LAST = Instant.parse("+10000-01-01T00:00:00Z");
    /** Nothing on a desk is older. */
    private static final Instant OLDEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Moments() {
    }

    /** @throws DeskException 400 for one whose year does not have four digits */
    static Instant storable(Instant given, String field) {
        if (given.isBefore(FIRST) || !given.isBefore(BEHIND_LAST)) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " must be a date-time with a year of four digits.");
        }
        return clamped(given);
    }

    /** The nearest that can be compared with; it stands in the same order to all that is stored. */
    static Instant clamped(Instant given) {
        return given.isBefore(OLDEST) ? OLDEST : given.isAfter(LATEST) ? LATEST : given;
    }
}
