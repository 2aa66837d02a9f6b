package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.DayOfWeek;
import dev.ringdown.api.agentchat.model.DeliveryMethod;
import dev.ringdown.api.agentchat.model.ReportPeriod;

import java.time.LocalTime;
import java.util.List;

/** Reads and shows recipients and their schedules as the contract writes them. */
final class RecipientForm {

    private RecipientForm() {
    }

    /** @param time as the contract writes it, HH:MM */
    static Timetable timetable(List<DayOfWeek> days, String time) {
        return Timetable.of(days.stream().map(DayOfWeek::getValue).toList(), LocalTime.parse(time));
    }

    static Period period(ReportPeriod given) {
        return Period.valueOf(given.name());
    }

    static dev.ringdown.api.agentchat.model.Recipient of(RecipientService.Listed listed) {
        Recipient recipient = listed.recipient();
        return new dev.ringdown.api.agentchat.model.Recipient(recipient.id(), recipient.name(), recipient.email(),
                listed.schedules().stream().map(RecipientForm::of).toList());
    }

    private static dev.ringdown.api.agentchat.model.ReportSchedule of(RecipientService.ScheduleListed listed) {
        ReportSchedule schedule = listed.schedule();
        Timetable timetable = schedule.timetable();
        return new dev.ringdown.api.agentchat.model.ReportSchedule(schedule.id(), schedule.reportId(), schedule.report().title(),
                schedule.fileFormat(), ReportPeriod.valueOf(schedule.period().name()), DeliveryMethod.EMAIL,
                timetable.days().stream().map(DayOfWeek::toEnum).toList(), timetable.time().toString(), listed.nextDueAt(), schedule.lastDueAt(),
                schedule.sentAt(), schedule.failedAt(), schedule.failure(), schedule.retryAt());
    }
}
