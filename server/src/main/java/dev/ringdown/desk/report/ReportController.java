package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.ReportsApi;
import dev.ringdown.api.agentchat.model.CreateRecipientRequest;
import dev.ringdown.api.agentchat.model.CreateRecipientResponse;
import dev.ringdown.api.agentchat.model.CreateReportScheduleRequest;
import dev.ringdown.api.agentchat.model.CreateReportScheduleResponse;
import dev.ringdown.api.agentchat.model.GetRecipientsResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.GivenTexts;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Map;

/** Live metrics, the dashboard, reports, and who is sent them when. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@UnbuiltOperations
abstract class ReportController implements ReportsApi {

    private final RecipientService recipients;

    ReportController(RecipientService recipients) {
        this.recipients = recipients;
    }

    @Override
    public HttpResponse<CreateRecipientResponse> createRecipient(String version, CreateRecipientRequest body) {
        GivenTexts.checkNotBlank("RecipientName", body.recipientName());
        GivenTexts.checkEmailAddress("EmailAddress", body.emailAddress());
        return HttpResponse.ok(new CreateRecipientResponse(recipients.create(body.recipientName(), body.emailAddress())));
    }

    @Override
    public HttpResponse<GetRecipientsResponse> getRecipients(String version) {
        return HttpResponse.ok(new GetRecipientsResponse(recipients.list().stream().map(RecipientForm::of).toList()));
    }

    @Override
    public HttpResponse<Object> deleteRecipient(String version, Long recipientID) {
        recipients.delete(recipientID);
        return HttpResponse.ok(Map.of());
    }

    @Override
    public HttpResponse<CreateReportScheduleResponse> createReportSchedule(String version, CreateReportScheduleRequest body) {
        return HttpResponse.ok(new CreateReportScheduleResponse(recipients.schedule(body.recipientID(), body.reportID(), body.fileFormat(),
                RecipientForm.period(body.reportPeriod()), RecipientForm.timetable(body.sheduledDay(), body.sheduledTime()))));
    }

    @Override
    public HttpResponse<Object> deleteScheduledReport(String version, Long reportScheduleID) {
        recipients.deleteSchedule(reportScheduleID);
        return HttpResponse.ok(Map.of());
    }
}
