package dev.ringdown.desk.report;

import dev.ringdown.mail.MailOutcome;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

import java.time.temporal.ChronoUnit;

/** Writes down what has become of mailed reports, for GetRecipients. One that is told again changes nothing, whatever came in between. */
@Singleton
class ReportMailOutcomes {

    private final ReportScheduleRepository schedules;

    ReportMailOutcomes(ReportScheduleRepository schedules) {
        this.schedules = schedules;
    }

    @EventListener
    void note(MailOutcome outcome) {
        DueReport.of(outcome.reference()).ifPresent(report -> note(report, outcome));
    }

    private void note(DueReport report, MailOutcome outcome) {
        int day = (int) report.day().toEpochDay();
        var at = outcome.at().truncatedTo(ChronoUnit.MILLIS);
        switch (outcome.result()) {
            case SENT -> schedules.sent(report.scheduleId(), day, at);
            case DELAYED -> schedules.fail(report.scheduleId(), day, at, "Not mailed yet: " + outcome.reason() + ".",
                    outcome.nextTry().truncatedTo(ChronoUnit.MILLIS));
            case GIVEN_UP -> schedules.fail(report.scheduleId(), day, at, "Not mailed, and given up: " + outcome.reason() + ".", null);
        }
    }
}
