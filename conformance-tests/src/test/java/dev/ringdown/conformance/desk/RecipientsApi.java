package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.ReportsApi;
import dev.ringdown.client.agentchat.model.CreateRecipientRequest;
import dev.ringdown.client.agentchat.model.CreateReportScheduleRequest;
import dev.ringdown.client.agentchat.model.DayOfWeek;
import dev.ringdown.client.agentchat.model.DeliveryMethod;
import dev.ringdown.client.agentchat.model.Recipient;
import dev.ringdown.client.agentchat.model.ReportFileFormat;
import dev.ringdown.client.agentchat.model.ReportPeriod;
import dev.ringdown.client.agentchat.model.ReportSchedule;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.testspec.agentchat.ReportsApiTestSpec;
import io.restassured.response.Response;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every status of the operations on recipients and report schedules. */
abstract class RecipientsApi implements ReportsApiTestSpec {

    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final String ADDRESS = "ayanda.botha@acme.test";

    @Test
    @Override
    public void createRecipient200() throws ApiException {
        String name = Unique.name("Zoë 李 \uD83D\uDE00");
        long id = recipient(name);

        Recipient made = found(id).orElseThrow();
        assertThat(made.getRecipientName()).isEqualTo(name);
        assertThat(made.getEmailAddress()).isEqualTo(ADDRESS);
        assertThat(made.getReportSchedules()).isEmpty();
        assertThat(recipient(name)).as("neither name nor address need be unique").isNotEqualTo(id);
        assertThat(found(recipient("\uD83D\uDE00".repeat(100))).orElseThrow().getRecipientName()).isEqualTo("\uD83D\uDE00".repeat(100));
        assertThat(found(recipient(Unique.name("control\u0000\u0007"))).orElseThrow().getRecipientName()).startsWith("control\u0000\u0007");
    }

    @Test
    @Override
    public void createRecipient400() {
        JsonBody body = recipientBody();
        Call call = createRecipient(body);
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badBody(call);
        DeskDoor.badName(call, body, "RecipientName");
        DeskDoor.badField(call, body, "EmailAddress", "", "a@", "nobody", "a b@c.test", "a@b@c.test", "A <a@b.test>", "a@b.test, c@d.test",
                "a@b.test\r\nBcc: c@d.test", "x".repeat(245) + "@long.test", 7, true, null, List.of());
        for (String field : new String[]{"RecipientName", "EmailAddress"}) {
            DeskRefusal.expect(400, "InvalidRequest", createRecipient(body.without(field)).send()).naming(field);
        }
        DeskRefusal.expect(400, "InvalidRequest", createRecipient(body.with("RecipientID", 7)).send()).naming("RecipientID");
    }

    @Test
    @Override
    public void createRecipient401() {
        DeskDoor.unauthorized(createRecipient(recipientBody()));
    }

    @Test
    @Override
    public void createRecipient403() {
        DeskDoor.managersAlone(createRecipient(recipientBody()));
    }

    @Test
    @Override
    public void createRecipient406() throws ApiException {
        JsonBody body = recipientBody();
        DeskDoor.notAcceptable(createRecipient(body));
        assertThat(all()).extracting(Recipient::getRecipientName).as("nothing was changed").doesNotContain(body.at("RecipientName").asText());
    }

    @Test
    @Override
    public void createRecipient413() {
        DeskDoor.tooLarge(createRecipient(recipientBody()));
    }

    @Test
    @Override
    public void createRecipient415() {
        DeskDoor.unsupportedMediaType(createRecipient(recipientBody()));
    }

    @Test
    @Override
    public void createReportSchedule200() throws ApiException {
        long recipient = recipient(Unique.name("scheduled"));
        OffsetDateTime before = OffsetDateTime.now();
        long id = schedule(recipient, 2, ReportFileFormat.XLSX, ReportPeriod.WEEKLY, "07:00", DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Sunday);

        ReportSchedule made = schedules(recipient).get(0);
        assertThat(made.getReportScheduleID()).isEqualTo(id);
        assertThat(made.getReportID()).isEqualTo(2);
        assertThat(made.getReportName()).isEqualTo("Agent performance");
        assertThat(made.getFileFormat()).isEqualTo(ReportFileFormat.XLSX);
        assertThat(made.getReportPeriod()).isEqualTo(ReportPeriod.WEEKLY);
        assertThat(made.getDeliveryMethod()).isEqualTo(DeliveryMethod.EMAIL);
        assertThat(made.getSheduledDay()).as("ascending, each once").containsExactly(DayOfWeek.Monday, DayOfWeek.Sunday);
        assertThat(made.getSheduledTime()).isEqualTo("07:00");
        assertThat(made.getNextDueAt()).isBetween(before, before.plusDays(8));
        assertThat(made.getNextDueAt().getSecond() + made.getNextDueAt().getNano()).as("on the minute").isZero();
        assertThat(made.getLastDueAt()).isNull();
        assertThat(made.getLastSentAt()).isNull();
        assertThat(made.getLastFailureAt()).isNull();
        assertThat(made.getLastFailure()).isNull();
        assertThat(made.getNextAttemptAt()).isNull();

        long equal = schedule(recipient, 2, ReportFileFormat.XLSX, ReportPeriod.WEEKLY, "07:00", DayOfWeek.Sunday, DayOfWeek.Monday);
        for (ReportFileFormat format : ReportFileFormat.values()) {
            for (ReportPeriod period : ReportPeriod.values()) {
                schedule(recipient, 5, format, period, "23:59", DayOfWeek.values());
            }
        }
        assertThat(schedules(recipient)).hasSize(11).extracting(ReportSchedule::getReportScheduleID).as("also equal ones").startsWith(id, equal).isSorted();
        assertThat(schedules(recipient).get(10).getSheduledTime()).isEqualTo("23:59");
        assertThat(schedules(recipient).get(10).getSheduledDay()).containsExactly(DayOfWeek.values());
    }

    @Test
    @Override
    public void createReportSchedule400() throws ApiException {
        long recipient = recipient(Unique.name("refused"));
        JsonBody body = scheduleBody(recipient);
        Call call = createSchedule(body);
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badBody(call);
        DeskDoor.badIdField(call, body, "RecipientID");
        DeskDoor.badIdField(call, body, "ReportID");
        DeskDoor.badField(call, body, "FileFormat", "JSON", "csv", "", 1, null);
        DeskDoor.badField(call, body, "ReportPeriod", "Yearly", "daily", "DAILY", "", 1, null);
        DeskDoor.badField(call, body, "DeliveryMethod", "Fax", "email", "", 1, null);
        DeskDoor.badField(call, body, "SheduledDay", List.of(), Collections.nCopies(8, 1), null, 1, "1");
        DeskDoor.badField(call, body, "SheduledDay.0", 0, 8, -1, 1.5, "1", null);
        DeskDoor.badField(call, body, "SheduledTime", "24:00", "7:00", "07:60", "07.00", "07:00:00", "7:00 ", " 07:0", "٠٧:٠٠", "", 700, null);
        for (String field : new String[]{"RecipientID", "ReportID", "FileFormat", "ReportPeriod", "DeliveryMethod", "SheduledDay", "SheduledTime"}) {
            DeskRefusal.expect(400, "InvalidRequest", createSchedule(body.without(field)).send()).naming(field);
        }
        DeskRefusal.expect(400, "InvalidRequest", createSchedule(body.with("ScheduledDay", List.of(1))).send()).naming("ScheduledDay");
        assertThat(schedules(recipient)).as("nothing was changed").isEmpty();
    }

    @Test
    @Override
    public void createReportSchedule401() throws ApiException {
        DeskDoor.unauthorized(createSchedule(scheduleBody(recipient(Unique.name("refused")))));
    }

    @Test
    @Override
    public void createReportSchedule403() throws ApiException {
        DeskDoor.managersAlone(createSchedule(scheduleBody(recipient(Unique.name("refused")))));
        DeskDoor.managersAlone(createSchedule(scheduleBody(UNKNOWN)));
    }

    @Test
    @Override
    public void createReportSchedule404() throws ApiException {
        long recipient = recipient(Unique.name("refused"));
        DeskRefusal.expect(404, "NotFound", createSchedule(scheduleBody(UNKNOWN)).send()).naming("RecipientID");
        for (long unknown : new long[]{6, UNKNOWN}) {
            DeskRefusal.expect(404, "NotFound", createSchedule(scheduleBody(recipient).with("ReportID", unknown)).send()).naming("ReportID");
        }
        DeskRefusal.expect(404, "NotFound", createSchedule(scheduleBody(UNKNOWN).with("ReportID", 6)).send()).naming("RecipientID");
        DeskRefusal.expect(400, "InvalidRequest", createSchedule(scheduleBody(UNKNOWN).with("SheduledTime", "x")).send()).naming("SheduledTime");
        assertThat(schedules(recipient)).as("nothing was changed").isEmpty();
        assertThat(deleteRecipient(recipient).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(404, "NotFound", createSchedule(scheduleBody(recipient)).send()).naming("RecipientID");
    }

    @Test
    @Override
    public void createReportSchedule406() throws ApiException {
        long recipient = recipient(Unique.name("refused"));
        DeskDoor.notAcceptable(createSchedule(scheduleBody(recipient)));
        assertThat(schedules(recipient)).as("nothing was changed").isEmpty();
    }

    @Test
    @Override
    public void createReportSchedule413() throws ApiException {
        DeskDoor.tooLarge(createSchedule(scheduleBody(recipient(Unique.name("refused")))));
    }

    @Test
    @Override
    public void createReportSchedule415() throws ApiException {
        DeskDoor.unsupportedMediaType(createSchedule(scheduleBody(recipient(Unique.name("refused")))));
    }

    @Test
    @Override
    public void deleteRecipient200() throws ApiException {
        long recipient = recipient(Unique.name("gone"));
        long first = schedule(recipient);
        long second = schedule(recipient);
        long other = recipient(Unique.name("stays"));
        long staying = schedule(other);

        assertThat(deleteRecipient(recipient).send().asString()).isEqualTo("{}");

        assertThat(found(recipient)).isEmpty();
        for (long schedule : new long[]{first, second}) {
            DeskRefusal.expect(404, "NotFound", deleteSchedule(schedule).send()).naming("ReportScheduleID");
        }
        assertThat(schedules(other)).extracting(ReportSchedule::getReportScheduleID).containsExactly(staying);
        assertThat(recipient(Unique.name("new"))).as("never reused").isGreaterThan(other);
    }

    @Test
    @Override
    public void deleteRecipient400() throws ApiException {
        long recipient = recipient(Unique.name("kept"));
        DeskDoor.invalidVersion(deleteRecipient(recipient));
        DeskDoor.unknownParameter(deleteRecipient(recipient));
        DeskDoor.badId(Desk.manager().post("DeleteRecipient"), "RecipientID");
        assertThat(found(recipient)).as("nothing was changed").isPresent();
    }

    @Test
    @Override
    public void deleteRecipient401() throws ApiException {
        DeskDoor.unauthorized(deleteRecipient(recipient(Unique.name("kept"))));
    }

    @Test
    @Override
    public void deleteRecipient403() throws ApiException {
        long recipient = recipient(Unique.name("kept"));
        DeskDoor.managersAlone(deleteRecipient(recipient));
        DeskDoor.managersAlone(deleteRecipient(UNKNOWN));
        assertThat(found(recipient)).as("nothing was changed").isPresent();
    }

    @Test
    @Override
    public void deleteRecipient404() throws ApiException {
        DeskRefusal.expect(404, "NotFound", deleteRecipient(UNKNOWN).send()).naming("RecipientID");
        long recipient = recipient(Unique.name("gone"));
        assertThat(deleteRecipient(recipient).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(404, "NotFound", deleteRecipient(recipient).send()).naming("RecipientID");
    }

    @Test
    @Override
    public void deleteRecipient406() throws ApiException {
        long recipient = recipient(Unique.name("kept"));
        DeskDoor.notAcceptable(deleteRecipient(recipient));
        assertThat(found(recipient)).as("nothing was changed").isPresent();
    }

    @Test
    @Override
    public void deleteScheduledReport200() throws ApiException {
        long recipient = recipient(Unique.name("stays"));
        long schedule = schedule(recipient);
        long staying = schedule(recipient);

        assertThat(deleteSchedule(schedule).send().asString()).isEqualTo("{}");

        assertThat(schedules(recipient)).extracting(ReportSchedule::getReportScheduleID).containsExactly(staying);
    }

    @Test
    @Override
    public void deleteScheduledReport400() throws ApiException {
        long recipient = recipient(Unique.name("kept"));
        long schedule = schedule(recipient);
        DeskDoor.invalidVersion(deleteSchedule(schedule));
        DeskDoor.unknownParameter(deleteSchedule(schedule));
        DeskDoor.badId(Desk.manager().post("DeleteScheduledReport"), "ReportScheduleID");
        assertThat(schedules(recipient)).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void deleteScheduledReport401() throws ApiException {
        DeskDoor.unauthorized(deleteSchedule(schedule(recipient(Unique.name("kept")))));
    }

    @Test
    @Override
    public void deleteScheduledReport403() throws ApiException {
        long recipient = recipient(Unique.name("kept"));
        DeskDoor.managersAlone(deleteSchedule(schedule(recipient)));
        DeskDoor.managersAlone(deleteSchedule(UNKNOWN));
        assertThat(schedules(recipient)).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void deleteScheduledReport404() throws ApiException {
        DeskRefusal.expect(404, "NotFound", deleteSchedule(UNKNOWN).send()).naming("ReportScheduleID");
        long schedule = schedule(recipient(Unique.name("kept")));
        assertThat(deleteSchedule(schedule).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(404, "NotFound", deleteSchedule(schedule).send()).naming("ReportScheduleID");
    }

    @Test
    @Override
    public void deleteScheduledReport406() throws ApiException {
        long recipient = recipient(Unique.name("kept"));
        DeskDoor.notAcceptable(deleteSchedule(schedule(recipient)));
        assertThat(schedules(recipient)).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void getRecipients200() throws ApiException {
        String mark = Unique.name("sorted");
        long second = recipient("ärger-" + mark);
        long third = recipient("ärger-" + mark);
        for (String name : new String[]{"Über-", "Zebra-", "apfel-", "Uhr-"}) {
            recipient(name + mark);
        }
        List<Recipient> own = all().stream().filter(one -> one.getRecipientName().endsWith(mark)).toList();
        assertThat(own).extracting(Recipient::getRecipientName).as("by name, as people sort").containsExactly("apfel-" + mark, "ärger-" + mark,
                "ärger-" + mark, "Über-" + mark, "Uhr-" + mark, "Zebra-" + mark);
        assertThat(own.subList(1, 3)).extracting(Recipient::getRecipientID).containsExactly(second, third);
        schedule(third);
        Response response = Desk.manager().get("GetRecipients").send();
        assertThat(response.jsonPath().getList("Recipients.find { it.RecipientID == " + third + " }.ReportSchedules.collect { it.keySet() }.flatten()",
                String.class)).as("what is not known is left out").containsExactlyInAnyOrder("ReportScheduleID", "ReportID", "ReportName", "FileFormat",
                "ReportPeriod", "DeliveryMethod", "SheduledDay", "SheduledTime", "NextDueAt");
    }

    @Test
    @Override
    public void getRecipients400() {
        DeskDoor.invalidVersion(Desk.manager().get("GetRecipients"));
        DeskDoor.unknownParameter(Desk.manager().get("GetRecipients"));
    }

    @Test
    @Override
    public void getRecipients401() {
        DeskDoor.unauthorized(Desk.manager().get("GetRecipients"));
    }

    @Test
    @Override
    public void getRecipients403() {
        DeskDoor.managersAlone(Desk.manager().get("GetRecipients"));
    }

    @Test
    @Override
    public void getRecipients406() {
        DeskDoor.notAcceptable(Desk.manager().get("GetRecipients"));
    }

    private static ReportsApi reports() {
        return Desk.manager().client().reports();
    }

    private static JsonBody recipientBody() {
        return JsonBody.of(Map.of("RecipientName", Unique.name("refused"), "EmailAddress", ADDRESS));
    }

    private static Call createRecipient(JsonBody body) {
        return Desk.manager().post("CreateRecipient", body);
    }

    private static Call deleteRecipient(long id) {
        return Desk.manager().post("DeleteRecipient").withQuery("RecipientID", id);
    }

    private static JsonBody scheduleBody(long recipient) {
        return JsonBody.of(Map.of("RecipientID", recipient, "ReportID", 1, "FileFormat", "CSV", "ReportPeriod", "Daily", "DeliveryMethod", "Email",
                "SheduledDay", List.of(1), "SheduledTime", "07:00"));
    }

    private static Call createSchedule(JsonBody body) {
        return Desk.manager().post("CreateReportSchedule", body);
    }

    private static Call deleteSchedule(long id) {
        return Desk.manager().post("DeleteScheduledReport").withQuery("ReportScheduleID", id);
    }

    private static long recipient(String name) throws ApiException {
        return reports().createRecipient(DeskClient.VERSION, new CreateRecipientRequest().recipientName(name).emailAddress(ADDRESS)).getRecipientID();
    }

    private static long schedule(long recipient) throws ApiException {
        return schedule(recipient, 1, ReportFileFormat.CSV, ReportPeriod.DAILY, "07:00", DayOfWeek.Monday);
    }

    private static long schedule(long recipient, long report, ReportFileFormat format, ReportPeriod period, String time, DayOfWeek... days)
            throws ApiException {
        return reports().createReportSchedule(DeskClient.VERSION, new CreateReportScheduleRequest().recipientID(recipient).reportID(report)
                .fileFormat(format).reportPeriod(period).deliveryMethod(DeliveryMethod.EMAIL).sheduledDay(List.of(days)).sheduledTime(time))
                .getReportScheduleID();
    }

    private static List<Recipient> all() throws ApiException {
        return reports().getRecipients(DeskClient.VERSION).getRecipients();
    }

    private static Optional<Recipient> found(long id) throws ApiException {
        return all().stream().filter(recipient -> recipient.getRecipientID() == id).findFirst();
    }

    private static List<ReportSchedule> schedules(long recipient) throws ApiException {
        return found(recipient).orElseThrow().getReportSchedules();
    }
}
