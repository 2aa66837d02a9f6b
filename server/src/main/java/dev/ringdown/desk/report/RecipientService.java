package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.ReportFileFormat;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who reports are mailed to, and when. {@link ScheduledReports} mails them. */
@Singleton
class RecipientService {

    private final RecipientRepository recipients;
    private final ReportScheduleRepository schedules;
    private final DeskSettings settings;
    private final Transactions transactions;
    private final Clock clock;

    RecipientService(RecipientRepository recipients, ReportScheduleRepository schedules, DeskSettings settings, Transactions transactions, Clock clock) {
        this.recipients = recipients;
        this.schedules = schedules;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A recipient with what is mailed to it.
     *
     * @param schedules by id
     */
    record Listed(Recipient recipient, List<ScheduleListed> schedules) {
    }

    /** @param nextDueAt in the company's present time zone */
    record ScheduleListed(ReportSchedule schedule, Instant nextDueAt) {
    }

    long create(String name, String email) {
        return recipients.save(new Recipient(null, name, email)).id();
    }

    /**
     * Deletes a recipient and its schedules.
     *
     * @throws DeskException 404
     */
    void delete(long id) {
        if (recipients.delete(id) == 0) {
            throw unknownRecipient();
        }
    }

    /**
     * Has a report mailed from the next time on that has not come yet.
     *
     * @throws DeskException 404 no such recipient or report
     */
    long schedule(long recipientId, long reportId, ReportFileFormat format, Period period, Timetable timetable) {
        return transactions.inTransaction(() -> {
            recipients.lockShared(recipientId).orElseThrow(RecipientService::unknownRecipient);
            ReportKind report = ReportKind.of(reportId).orElseThrow(() -> DeskException.notFound("ReportID", "report"));
            ZoneId zone = settings.timeZone();
            Instant now = now();
            LocalDate today = LocalDate.ofInstant(now, zone);
            LocalDate handled = timetable.at(today, zone).isAfter(now) ? today.minusDays(1) : today;
            return schedules.save(ReportSchedule.of(recipientId, report, format, period, timetable, handled,
                    timetable.at(timetable.next(handled), zone), zone.getId())).id();
        });
    }

    /** @throws DeskException 404 */
    void deleteSchedule(long id) {
        if (schedules.delete(id) == 0) {
            throw DeskException.notFound("ReportScheduleID", "report schedule");
        }
    }

    /** All of them, by name. Three statements. */
    List<Listed> list() {
        ZoneId zone = settings.timeZone();
        Instant now = now();
        Map<Long, List<ScheduleListed>> byRecipient = schedules.all().stream()
                .map(schedule -> new ScheduleListed(schedule, schedule.timetable().nextDue(schedule.handled(), now, zone)))
                .collect(Collectors.groupingBy(listed -> listed.schedule().recipientId()));
        return recipients.all().stream().map(recipient -> new Listed(recipient, byRecipient.getOrDefault(recipient.id(), List.of()))).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static DeskException unknownRecipient() {
        return DeskException.notFound("RecipientID", "recipient");
    }
}
