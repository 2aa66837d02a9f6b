package dev.ringdown.desk.report;

import dev.ringdown.desk.settings.CompanySettings;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.mail.Mail;
import dev.ringdown.mail.MailAttachment;
import dev.ringdown.mail.MailQueue;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mails reports when they are due ({@code CreateReportSchedule} of the contract): for each day of a schedule once, decided by its row, whichever
 * and however many nodes look at the same time. That the day is dealt with, and that the mail is queued, is one transaction.
 */
@Singleton
class ScheduledReports {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledReports.class);

    static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final int AT_ONCE = 500;

    private final ReportScheduleRepository schedules;
    private final RecipientRepository recipients;
    private final Reports reports;
    private final ReportFiles files;
    private final DeskSettings settings;
    private final MailQueue mails;
    private final Transactions transactions;
    private final Clock clock;

    ScheduledReports(ReportScheduleRepository schedules, RecipientRepository recipients, Reports reports, ReportFiles files,
                     DeskSettings settings, MailQueue mails, Transactions transactions, Clock clock) {
        this.schedules = schedules;
        this.recipients = recipients;
        this.reports = reports;
        this.files = files;
        this.settings = settings;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A report that is due, but could not be made or queued; undoes what was begun of it. */
    private static final class UndoneException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient DueReport report;

        UndoneException(DueReport report, RuntimeException cause) {
            super(cause);
            this.report = report;
        }
    }

    /** Queues the mails that are due. */
    void mailThoseDue() {
        Instant now = now();
        Set<Long> all = new LinkedHashSet<>(schedules.due(now, AT_ONCE));
        all.addAll(schedules.ofOtherZones(settings.timeZone().getId(), AT_ONCE));
        all.forEach(this::mailIfDue);
    }

    /** Never fails: one report that cannot be made must not stop the others. */
    private void mailIfDue(long id) {
        try {
            try {
                transactions.inTransaction(() -> schedules.lockUnlessLocked(id).ifPresent(this::mailIfDue));
            } catch (UndoneException e) {
                LOG.warn("The report of schedule {} that was due on {} could not be made, and will be tried again", id, e.report.day(), e.getCause());
                transactions.inTransaction(() -> schedules.lock(id).ifPresent(schedule -> putOff(schedule, e.report.day())));
            }
        } catch (RuntimeException e) {
            LOG.warn("The report schedule {} could not be looked after", id, e);
        }
    }

    private void mailIfDue(ReportSchedule schedule) {
        CompanySettings company = settings.read();
        ZoneId zone = company.timeZone();
        Instant now = now();
        if (!isDue(schedule, now, zone)) {
            // Another node was first.
            return;
        }
        Timetable timetable = schedule.timetable();
        Optional<LocalDate> due = timetable.lastDue(schedule.handled(), now, zone);
        if (due.isEmpty()) {
            schedules.await(schedule.id(), timetable.at(timetable.next(schedule.handled()), zone), zone.getId());
            return;
        }
        LocalDate day = due.get();
        schedules.handle(schedule.id(), (int) day.toEpochDay(), timetable.at(day, zone), timetable.at(timetable.next(day), zone), zone.getId());
        if (!mails.hasMailServer()) {
            fail(schedule, day, "Not mailed, and given up: no mail server is set.");
            return;
        }
        try {
            mail(schedule, day, company);
        } catch (RuntimeException e) {
            throw new UndoneException(new DueReport(schedule.id(), day), e);
        }
    }

    private void mail(ReportSchedule schedule, LocalDate day, CompanySettings company) {
        LocalDate first = schedule.period().firstDay(day);
        LocalDate last = day.minusDays(1);
        Report report = reports.make(schedule.report(), first, last);
        ReportFile file = files.of(report, schedule.fileFormat());
        if (file.content().length > MailAttachment.LARGEST) {
            fail(schedule, day, "Not mailed, and given up: the file is larger than 10 MiB.");
            return;
        }
        Recipient recipient = recipients.findById(schedule.recipientId()).orElseThrow();
        String name = Mail.line(company.companyName());
        String span = first.equals(last) ? first.toString() : first + " to " + last;
        mails.send(new Mail("report " + schedule.reportId() + " of schedule " + schedule.id(), recipient.email(),
                name + ": " + report.kind().title() + ", " + span, """
                Hello %s,

                attached is a report of %s, as it was scheduled at the agent desk.

                Report:     %s
                Days:       %s
                Time zone:  %s
                File:       %s

                If you no longer want it, ask a manager of the desk to delete its schedule.
                """.formatted(Mail.line(recipient.name()), name, report.kind().title(), span, report.zone().getId(), file.name()),
                new MailAttachment(file.name(), file.mediaType(), file.content()), new DueReport(schedule.id(), day).reference()));
    }

    private void fail(ReportSchedule schedule, LocalDate day, String failure) {
        schedules.fail(schedule.id(), (int) day.toEpochDay(), now(), failure, null);
    }

    /** Until the next time has come at the latest: then the report of that day is made in its place. */
    private void putOff(ReportSchedule schedule, LocalDate day) {
        ZoneId zone = settings.timeZone();
        Instant now = now();
        if (!day.isAfter(schedule.handled()) || !isDue(schedule, now, zone)) {
            // Another node was at it in the meantime; where that has failed, too, both are one attempt.
            return;
        }
        Timetable timetable = schedule.timetable();
        boolean again = schedule.failedDay() != null && schedule.failedDay() == day.toEpochDay();
        int attempts = again ? schedule.attempts() + 1 : 1;
        Instant retry = now.plus(PAUSES.get(Math.min(attempts, PAUSES.size()) - 1));
        Instant next = timetable.at(timetable.next(day), zone);
        schedules.putOff(schedule.id(), (int) day.toEpochDay(), attempts, timetable.at(day, zone), zone.getId(), now,
                "The report could not be made. The log of the server says why.", retry.isBefore(next) ? retry : next);
    }

    private static boolean isDue(ReportSchedule schedule, Instant now, ZoneId zone) {
        return !schedule.dueAt().isAfter(now) || !schedule.timeZone().equals(zone.getId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
