package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.ReportsApi;
import dev.ringdown.api.agentchat.model.AgentReportRow;
import dev.ringdown.api.agentchat.model.CreateRecipientRequest;
import dev.ringdown.api.agentchat.model.CreateRecipientResponse;
import dev.ringdown.api.agentchat.model.CreateReportScheduleRequest;
import dev.ringdown.api.agentchat.model.CreateReportScheduleResponse;
import dev.ringdown.api.agentchat.model.DepartmentReportRow;
import dev.ringdown.api.agentchat.model.GetDashboardResponse;
import dev.ringdown.api.agentchat.model.GetLiveMetricsResponse;
import dev.ringdown.api.agentchat.model.GetRecipientsResponse;
import dev.ringdown.api.agentchat.model.GetReportResponse;
import dev.ringdown.api.agentchat.model.GetReportsResponse;
import dev.ringdown.api.agentchat.model.OutOfHoursReportRow;
import dev.ringdown.api.agentchat.model.ReportAnswerFormat;
import dev.ringdown.api.agentchat.model.ReportFileFormat;
import dev.ringdown.api.agentchat.model.ResponseTimeReportRow;
import dev.ringdown.api.agentchat.model.TagReportRow;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.GivenDays;
import dev.ringdown.desk.GivenParameters;
import dev.ringdown.desk.GivenTexts;
import dev.ringdown.web.AttachmentHeader;
import dev.ringdown.web.GivenMediaTypes;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.constraints.Min;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Live metrics, the dashboard, reports, and who is sent them when. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class ReportController implements ReportsApi {

    private static final List<ReportFileFormat> FILE_FORMATS = List.of(ReportFileFormat.values());

    private final LiveDesk liveDesk;
    private final Dashboards dashboards;
    private final Reports reports;
    private final RecipientService recipients;
    private final GivenParameters given;

    ReportController(LiveDesk liveDesk, Dashboards dashboards, Reports reports, RecipientService recipients, GivenParameters given) {
        this.liveDesk = liveDesk;
        this.dashboards = dashboards;
        this.reports = reports;
        this.recipients = recipients;
        this.given = given;
    }

    @Override
    public HttpResponse<GetLiveMetricsResponse> getLiveMetrics(String version) {
        return HttpResponse.ok(new GetLiveMetricsResponse(liveDesk.look()));
    }

    // The limits of optional parameters are repeated: the generated interface lacks them.
    @Override
    public HttpResponse<GetDashboardResponse> getDashboard(String version, Optional<LocalDate> fromDate, Optional<LocalDate> toDate,
            Optional<@Min(1) Long> departmentID) {
        given.checkRead("FromDate", fromDate);
        given.checkRead("ToDate", toDate);
        given.checkRead("DepartmentID", departmentID);
        GivenDays.check(fromDate, toDate);
        return HttpResponse.ok(new GetDashboardResponse(dashboards.make(fromDate, toDate, departmentID.orElse(null))));
    }

    @Override
    public HttpResponse<GetReportsResponse> getReports(String version) {
        return HttpResponse.ok(new GetReportsResponse(Arrays.stream(ReportKind.values()).map(kind ->
                new dev.ringdown.api.agentchat.model.Report(kind.id(), kind.title(), kind.description(), FILE_FORMATS)).toList()));
    }

    /** What Accept admits depends on the format: the framework knows of no format, and takes a range such as text/* for none of these types. */
    @Override
    @Produces(MediaType.ALL)
    public HttpResponse<Object> getReport(String version, Long reportID, LocalDate fromDate, LocalDate toDate, ReportAnswerFormat fileFormat) {
        GivenDays.check(Optional.of(fromDate), Optional.of(toDate));
        ReportKind kind = ReportKind.of(reportID).orElseThrow(() -> DeskException.notFound("ReportID", "report"));
        if (fileFormat == ReportAnswerFormat.JSON) {
            checkAccepted(fileFormat, MediaType.APPLICATION_JSON);
            return HttpResponse.<Object>ok(shown(reports.make(kind, fromDate, toDate))).contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        ReportFileFormat format = ReportFileFormat.toEnum(fileFormat.getValue());
        checkAccepted(fileFormat, ReportFiles.mediaType(format));
        ReportFile file = reports.file(kind, fromDate, toDate, format);
        return HttpResponse.<Object>ok(file.content())
                .contentType(MediaType.of(file.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, AttachmentHeader.of(file.name()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Override
    public HttpResponse<CreateRecipientResponse> createRecipient(String version, CreateRecipientRequest body) {
        GivenTexts.checkLine("RecipientName", body.recipientName());
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

    private static void checkAccepted(ReportAnswerFormat format, String mediaType) {
        if (!GivenMediaTypes.accepts(ServerRequestContext.currentRequest().orElseThrow().accept(), mediaType)) {
            throw DeskException.notAcceptable("A report as " + format.getValue() + " is " + mediaType + ", which the Accept header excludes.");
        }
    }

    private static GetReportResponse shown(Report report) {
        ReportKind kind = report.kind();
        return new GetReportResponse(kind.id(), kind.title(), report.from(), report.to(), report.zone().getId(),
                rows(report, ReportKind.CHATS_PER_DEPARTMENT, DepartmentReportRow.class), rows(report, ReportKind.AGENT_PERFORMANCE, AgentReportRow.class),
                rows(report, ReportKind.TAGS, TagReportRow.class), rows(report, ReportKind.RESPONSE_TIMES, ResponseTimeReportRow.class),
                rows(report, ReportKind.OUT_OF_HOURS_CONTACTS, OutOfHoursReportRow.class));
    }

    /** Null if the report is another one. */
    private static <R> @Nullable List<R> rows(Report report, ReportKind kind, Class<R> type) {
        return report.kind() == kind ? report.rows(type) : null;
    }
}
