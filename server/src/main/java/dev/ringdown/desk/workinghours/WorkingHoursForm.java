package dev.ringdown.desk.workinghours;

import dev.ringdown.api.agentchat.model.DayOfWeek;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.WorkingHoursSpan;
import dev.ringdown.desk.DeskException;
import io.micronaut.core.annotation.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads and shows working hours as the contract writes them ({@code WorkingHoursSpan}). */
final class WorkingHoursForm {

    private static final int MINUTES_OF_AN_HOUR = 60;

    private WorkingHoursForm() {
    }

    /** @throws DeskException 400 naming the first entry that breaks a rule of UpdateWorkingHours */
    static Week read(List<WorkingHoursSpan> given) {
        List<WorkingSpan> spans = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String place = "WorkingHours[" + i + "]";
            WorkingSpan span = span(place, given.get(i));
            for (WorkingSpan earlier : spans) {
                checkBeside(place, span, earlier);
            }
            spans.add(span);
        }
        return Week.of(spans);
    }

    static List<WorkingHoursSpan> of(Week week) {
        return week.spans().stream().map(span -> new WorkingHoursSpan(DayOfWeek.toEnum(span.day()), span.open(), text(span.startTime()),
                text(span.endTime()))).toList();
    }

    private static WorkingSpan span(String place, WorkingHoursSpan given) {
        Integer start = minutes(given.startTime());
        Integer end = minutes(given.endTime());
        if (start == null && (given.open() || end != null)) {
            throw refusal(place + ".StartTime", "StartTime is required when open, and beside an EndTime.");
        }
        if (end == null && start != null) {
            throw refusal(place + ".EndTime", "EndTime is required when open, and beside a StartTime.");
        }
        if (start != null && end <= start) {
            throw refusal(place + ".EndTime", "EndTime must be later than StartTime.");
        }
        return new WorkingSpan(given.day().getValue(), 0, given.open(), start, end);
    }

    private static void checkBeside(String place, WorkingSpan span, WorkingSpan earlier) {
        if (span.day() != earlier.day()) {
            return;
        }
        if (!span.open() || !earlier.open()) {
            throw refusal(place, "A day with an entry that is not open has no other.");
        }
        if (span.startTime() < earlier.endTime() && earlier.startTime() < span.endTime()) {
            throw refusal(place, "The spans of a day must not overlap.");
        }
    }

    private static @Nullable Integer minutes(@Nullable String time) {
        return time == null ? null : Integer.parseInt(time.substring(0, 2)) * MINUTES_OF_AN_HOUR + Integer.parseInt(time.substring(3));
    }

    private static @Nullable String text(@Nullable Integer minutes) {
        return minutes == null ? null : String.format(Locale.ROOT, "%02d:%02d", minutes / MINUTES_OF_AN_HOUR, minutes % MINUTES_OF_AN_HOUR);
    }

    private static DeskException refusal(String field, String message) {
        return DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, message);
    }
}
