package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.ReportsApi;
import dev.ringdown.client.agentchat.model.ChatsByDay;
import dev.ringdown.client.agentchat.model.ChatsByDepartment;
import dev.ringdown.client.agentchat.model.Dashboard;
import dev.ringdown.client.agentchat.model.DepartmentMetrics;
import dev.ringdown.client.agentchat.model.GetReportResponse;
import dev.ringdown.client.agentchat.model.LiveMetrics;
import dev.ringdown.client.agentchat.model.Report;
import dev.ringdown.client.agentchat.model.ReportFileFormat;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Reports. */
class ReportsApiIT extends RecipientsApi {

    private static final int REPORTS = 5;

    private final Seat manager = Desk.manager();

    private ReportsApi reports() {
        return manager.client().reports();
    }

    private Call report(long id, String format) {
        return manager.get("GetReport").withQuery("ReportID", id).withQuery("FromDate", "2026-03-01").withQuery("ToDate", "2026-03-31")
                .withQuery("FileFormat", format).withAccept("*/*");
    }

    /** What is no span of days: 400 InvalidRequest, naming the day. */
    private static void badDays(Call call) {
        for (String day : new String[]{"FromDate", "ToDate"}) {
            for (String wrong : new String[]{"", "x", "2026-02-30", "2026-3-1", "2026-03-01T00:00:00Z", "20260301", "+10000-01-01", "-0001-01-01"}) {
                DeskRefusal.expect(400, "InvalidRequest", call.withQuery(day, wrong).send()).naming(day);
            }
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery(day, "2026-03-01", "2026-03-01").send()).naming(day);
        }
        DeskRefusal.expect(400, "InvalidRequest", call.withQuery("FromDate", "2026-04-01").send()).naming("ToDate");
    }

    @Test
    @Override
    public void getDashboard200() throws ApiException {
        Desk desk = Desk.open();
        desk.closedChat();

        Dashboard dashboard = reports().getDashboard(DeskClient.VERSION, null, null, null).getDashboard();

        LocalDate last = dashboard.getToDate();
        assertThat(dashboard.getFromDate()).as("the last 30 days").isEqualTo(last.minusDays(29));
        assertThat(dashboard.getNewCustomers() + dashboard.getReturningCustomers()).isEqualTo(dashboard.getTotalChats());
        assertThat(dashboard.getChatsByDay().stream().mapToLong(ChatsByDay::getTotalChats).sum()).isEqualTo(dashboard.getTotalChats());
        assertThat(dashboard.getChatsByDay()).extracting(ChatsByDay::getDate).last().isEqualTo(last);
        assertThat(dashboard.getChatsByDepartment()).extracting(ChatsByDepartment::getTotalChats).isSortedAccordingTo(Comparator.reverseOrder());
        Dashboard own = reports().getDashboard(DeskClient.VERSION, last.minusDays(1), null, desk.department()).getDashboard();
        assertThat(own.getTotalChats()).isEqualTo(1);
        assertThat(own.getFromDate()).isEqualTo(last.minusDays(1));
    }

    @Test
    @Override
    public void getDashboard400() {
        DeskDoor.invalidVersion(manager.get("GetDashboard"));
        DeskDoor.unknownParameter(manager.get("GetDashboard"));
        badDays(manager.get("GetDashboard").withQuery("FromDate", "2026-03-01").withQuery("ToDate", "2026-03-31"));
        DeskRefusal.expect(400, "InvalidRequest", manager.get("GetDashboard").withQuery("FromDate", "9999-12-31").send()).naming("FromDate");
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", manager.get("GetDashboard").withQuery("DepartmentID", wrong).send()).naming("DepartmentID");
        }
    }

    @Test
    @Override
    public void getDashboard401() {
        DeskDoor.unauthorized(manager.get("GetDashboard"));
    }

    @Test
    @Override
    public void getDashboard403() {
        DeskDoor.managersAlone(manager.get("GetDashboard"));
    }

    @Test
    @Override
    public void getDashboard404() {
        DeskRefusal.expect(404, "NotFound", manager.get("GetDashboard").withQuery("DepartmentID", Long.MAX_VALUE).send()).naming("DepartmentID");
        DeskRefusal.expect(400, "InvalidRequest", manager.get("GetDashboard").withQuery("DepartmentID", Long.MAX_VALUE).withQuery("ToDate", "soon").send())
                .naming("ToDate");
    }

    @Test
    @Override
    public void getDashboard406() {
        DeskDoor.notAcceptable(manager.get("GetDashboard"));
    }

    @Test
    @Override
    public void getLiveMetrics200() throws ApiException {
        Desk desk = Desk.open();
        desk.openChat();
        desk.waitingChat();
        desk.waitingChat();

        LiveMetrics metrics = desk.agent().client().reports().getLiveMetrics(DeskClient.VERSION).getLiveMetrics();

        assertThat(metrics.getDepartments()).filteredOn(department -> department.getDepartmentID() == desk.department()).singleElement()
                .satisfies(department -> {
                    assertThat(department.getUnassignedChats()).isEqualTo(2);
                    assertThat(department.getOpenChats()).isEqualTo(1);
                    assertThat(department.getAgentsOnline()).isEqualTo(1);
                });
        assertThat(metrics.getUnassignedChats()).isEqualTo(metrics.getDepartments().stream().mapToInt(DepartmentMetrics::getUnassignedChats).sum());
        assertThat(metrics.getOpenChats()).isEqualTo(metrics.getDepartments().stream().mapToInt(DepartmentMetrics::getOpenChats).sum());
        assertThat(metrics.getLongestWaitSeconds()).isGreaterThanOrEqualTo(metrics.getAverageWaitSeconds());
    }

    @Test
    @Override
    public void getLiveMetrics400() {
        DeskDoor.invalidVersion(manager.get("GetLiveMetrics"));
        DeskDoor.unknownParameter(manager.get("GetLiveMetrics"));
    }

    @Test
    @Override
    public void getLiveMetrics401() {
        DeskDoor.unauthorized(manager.get("GetLiveMetrics"));
    }

    @Test
    @Override
    public void getLiveMetrics406() {
        DeskDoor.notAcceptable(manager.get("GetLiveMetrics"));
    }

    @Test
    @Override
    public void getReport200() throws ApiException {
        for (long id = 1; id <= REPORTS; id++) {
            GetReportResponse report = reports().getReport(DeskClient.VERSION, id, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), null);
            assertThat(report.getReportID()).isEqualTo(id);
            assertThat(report.getFromDate()).isEqualTo("2026-03-01");
            assertThat(report.getToDate()).isEqualTo("2026-03-31");
            assertThat(Stream.of(report.getChatsPerDepartment(), report.getAgentPerformance(), report.getTags(), report.getResponseTimes(),
                    report.getOutOfHoursContacts()).filter(Objects::nonNull)).as("the rows of the one report").hasSize(1);
        }
    }

    @Test
    @Override
    public void getReport400() {
        Call call = report(1, "JSON");
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badId(manager.get("GetReport").withQuery("FromDate", "2026-03-01").withQuery("ToDate", "2026-03-31"), "ReportID");
        badDays(call);
        DeskRefusal.expect(400, "InvalidRequest", manager.get("GetReport").withQuery("ReportID", 1).withQuery("ToDate", "2026-03-31").send())
                .naming("FromDate");
        DeskRefusal.expect(400, "InvalidRequest", manager.get("GetReport").withQuery("ReportID", 1).withQuery("FromDate", "2026-03-31").send())
                .naming("ToDate");
        for (String wrong : new String[]{"", "csv", "DOC", "1"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("FileFormat", wrong).send()).naming("FileFormat");
        }
        DeskRefusal.expect(400, "InvalidRequest", report(1, "PDF").withAccept("application/pdf").withQuery("ToDate", "x").send()).naming("ToDate");
    }

    @Test
    @Override
    public void getReport401() {
        DeskDoor.unauthorized(report(1, "PDF"));
    }

    @Test
    @Override
    public void getReport403() {
        DeskDoor.managersAlone(report(1, "CSV"));
    }

    @Test
    @Override
    public void getReport404() {
        for (long none : new long[]{REPORTS + 1, Long.MAX_VALUE}) {
            DeskRefusal.expect(404, "NotFound", report(none, "JSON").send()).naming("ReportID");
            DeskRefusal.expect(404, "NotFound", report(none, "PDF").withAccept("application/pdf").send()).naming("ReportID");
        }
    }

    @Test
    @Override
    public void getReport406() {
        DeskDoor.notAcceptable(report(1, "JSON"));
        DeskDoor.notAcceptable(report(1, "PDF"));
    }

    @Test
    @Override
    public void getReports200() throws ApiException {
        List<Report> reports = reports().getReports(DeskClient.VERSION).getReports();
        assertThat(reports).extracting(Report::getReportID).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(reports).extracting(Report::getReportName)
                .containsExactly("Chats per department", "Agent performance", "Tags", "Response times", "Out-of-hours contacts");
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.getDescription()).isNotBlank();
            assertThat(report.getFileFormats()).containsExactly(ReportFileFormat.CSV, ReportFileFormat.XLSX, ReportFileFormat.PDF);
        });
    }

    @Test
    @Override
    public void getReports400() {
        DeskDoor.invalidVersion(manager.get("GetReports"));
        DeskDoor.unknownParameter(manager.get("GetReports"));
    }

    @Test
    @Override
    public void getReports401() {
        DeskDoor.unauthorized(manager.get("GetReports"));
    }

    @Test
    @Override
    public void getReports403() {
        DeskDoor.managersAlone(manager.get("GetReports"));
    }

    @Test
    @Override
    public void getReports406() {
        DeskDoor.notAcceptable(manager.get("GetReports"));
    }
}
