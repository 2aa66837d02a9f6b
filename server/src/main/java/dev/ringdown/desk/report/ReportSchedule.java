package dev.ringdown.desk.report;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import dev.ringdown.api.agentchat.model.ReportFileFormat;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A report that is mailed regularly: a row of the table {@code report_schedule}. Days are numbers of days since 1970-01-01.
 *
 * @param weekdays   as in {@link Timetable}, as is {@code timeOfDay}
 * @param handledDay the last day that is dealt with
 * @param dueAt      when there is something to do next, as far as is known in {@code timeZone}
 * @param attempts   how often the report of the day that is due could not be made
 * @param lastDueAt  the time that came last
 * @param sentDay    the last day whose report was mailed, at {@code sentAt}
 * @param failedDay  the day whose report failed last, at {@code failedAt}; null once it or a later one is mailed
 * @param retryAt    when what failed is tried again; null where it is not
 */
@MappedEntity("report_schedule")
record ReportSchedule(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, long recipientId, long reportId,
                      ReportFileFormat fileFormat, Period period, int weekdays, int timeOfDay, int handledDay, Instant dueAt, String timeZone,
                      int attempts, @Nullable Instant lastDueAt, @Nullable Integer sentDay, @Nullable Instant sentAt, @Nullable Integer failedDay,
                      @Nullable Instant failedAt, @Nullable String failure, @Nullable Instant retryAt) {

    /** One of which nothing was due yet. */
    static ReportSchedule of(long recipientId, ReportKind report, ReportFileFormat format, Period period, Timetable timetable, LocalDate handled,
                             Instant dueAt, String timeZone) {
        return new ReportSchedule(null, recipientId, report.id(), format, period, timetable.weekdays(), timetable.timeOfDay(),
                (int) handled.toEpochDay(), dueAt, timeZone, 0, null, null, null, null, null, null, null);
    }

    Timetable timetable() {
        return new Timetable(weekdays, timeOfDay);
    }

    LocalDate handled() {
        return LocalDate.ofEpochDay(handledDay);
    }

    ReportKind report() {
        return ReportKind.of(reportId).orElseThrow();
    }
}
