package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.DayOfWeek;
import dev.ringdown.client.agentchat.model.UpdateWorkingHoursRequest;
import dev.ringdown.client.agentchat.model.WorkingHoursSpan;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.testspec.agentchat.WorkingHoursApiTestSpec;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag WorkingHours, and the rules of a week. The hours are everybody's: they are put back. */
class WorkingHoursApiIT implements WorkingHoursApiTestSpec {

    private final Seat manager = Desk.manager();
    private List<WorkingHoursSpan> before;

    @BeforeEach
    void remember() throws ApiException {
        before = hours();
    }

    @AfterEach
    void putBack() throws ApiException {
        set(before);
    }

    @Test
    @Override
    public void getWorkingHours200() throws ApiException {
        assertThat(update(JsonBody.example(Api.DESK, "update-working-hours.yaml")).send().statusCode()).isEqualTo(200);

        Response asAgent = Desk.stranger().get("GetWorkingHours").send();

        assertThat(asAgent.statusCode()).isEqualTo(200);
        assertThat(JsonBody.parse(asAgent.asString())).isEqualTo(JsonBody.parse(manager.get("GetWorkingHours").send().asString()));
        assertThat(hours()).extracting(WorkingHoursSpan::getDay).contains(DayOfWeek.values()).isSorted();
    }

    @Test
    @Override
    public void getWorkingHours400() {
        DeskDoor.invalidVersion(manager.get("GetWorkingHours"));
        DeskDoor.unknownParameter(manager.get("GetWorkingHours"));
    }

    @Test
    @Override
    public void getWorkingHours401() {
        DeskDoor.unauthorized(manager.get("GetWorkingHours"));
    }

    @Test
    @Override
    public void getWorkingHours406() {
        DeskDoor.notAcceptable(manager.get("GetWorkingHours"));
    }

    @Test
    @Override
    public void updateWorkingHours200() throws ApiException {
        List<WorkingHoursSpan> given = List.of(open(5, "13:30", "16:00"), open(1, "08:00", "17:00"), open(5, "08:00", "13:30"),
                closed(6).startTime("09:00").endTime("12:00"), open(4, "00:00", "24:00"));

        List<WorkingHoursSpan> answered = set(given);

        assertThat(answered).containsExactly(open(1, "08:00", "17:00"), closed(2), closed(3), open(4, "00:00", "24:00"), open(5, "08:00", "13:30"),
                open(5, "13:30", "16:00"), closed(6).startTime("09:00").endTime("12:00"), closed(7));
        assertThat(hours()).isEqualTo(answered);
        assertThat(set(given)).as("repeated").isEqualTo(answered);
        assertThat(manager.get("GetWorkingHours").send().asString()).doesNotContain("null");
    }

    @Test
    void theListReplacesTheOldOne() throws ApiException {
        set(List.of(open(1, "08:00", "12:00"), open(1, "13:00", "17:00"), open(2, "08:00", "17:00")));
        assertThat(set(List.of(open(2, "09:00", "10:00")))).containsExactly(closed(1), open(2, "09:00", "10:00"), closed(3), closed(4), closed(5),
                closed(6), closed(7));
        assertThat(set(List.of())).as("closed all week").hasSize(7).allMatch(span -> !span.getOpen() && span.getStartTime() == null);
        assertThat(hours()).hasSize(7).allMatch(span -> !span.getOpen());
    }

    @Test
    void aDayMayBeCutIntoAsManySpansAsTheListHolds() throws ApiException {
        List<WorkingHoursSpan> spans = IntStream.range(0, 100)
                .mapToObj(i -> open(3, time(14 * i), time(14 * (i + 1)))).collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(spans, new Random(7));
        List<WorkingHoursSpan> answered = set(spans);
        assertThat(answered).hasSize(106);
        assertThat(answered.subList(2, 102)).isSortedAccordingTo(Comparator.comparing(WorkingHoursSpan::getStartTime));
        assertThat(hours()).isEqualTo(answered);
    }

    @Test
    void ofManyWhoSetTheHoursAtOnceOneHasTheLastWord() throws Exception {
        List<List<WorkingHoursSpan>> plans = IntStream.range(0, 8).mapToObj(i -> IntStream.rangeClosed(0, i % 4)
                .mapToObj(span -> open(1 + i % 3, time(60 * (2 * span + 1) + i), time(60 * (2 * span + 2)))).toList()).toList();
        List<Response> responses = ChatLifeIT.atOnce(plans.stream().map(plan -> (Callable<Response>) () -> update(body(plan)).send()).toList());
        assertThat(responses).allSatisfy(response -> assertThat(response.statusCode()).as(response.asString()).isEqualTo(200));
        assertThat(responses).as("the hours are those of one of them, whole").extracting(response -> JsonBody.parse(response.asString()))
                .contains(JsonBody.parse(manager.get("GetWorkingHours").send().asString()));
    }

    @Test
    @Override
    public void updateWorkingHours400() throws ApiException {
        set(List.of(open(1, "08:00", "17:00")));
        List<WorkingHoursSpan> kept = hours();
        JsonBody body = body(List.of(open(1, "09:00", "10:00"), open(2, "09:00", "10:00")));
        DeskDoor.invalidVersion(update(body));
        DeskDoor.unknownParameter(update(body));
        DeskDoor.badBody(update(body));
        DeskRefusal.expect(400, "InvalidRequest", update(JsonBody.of(Map.of())).send()).naming("WorkingHours");
        DeskDoor.badField(update(body), body, "WorkingHours", null, 7, "x", Map.of());
        DeskDoor.badField(update(body), body, "WorkingHours.1", null, 7, "x", List.of());
        DeskDoor.badField(update(body), body, "WorkingHours.1.Day", null, 0, 8, -1, 1.5, "1", true);
        DeskDoor.badBoolean(update(body), body, "WorkingHours.1.Open");
        for (String field : new String[]{"WorkingHours.1.StartTime", "WorkingHours.1.EndTime"}) {
            DeskDoor.badField(update(body), body, field, null, 900, "", "9:00", "09:60", "25:00", "24:01", "09:00:00", "09.00", "aa:bb", "09:00\n");
        }
        DeskDoor.badField(update(body), body, "WorkingHours.1.StartTime", "24:00");
        DeskDoor.badField(update(body), body, "WorkingHours.1.Name", "x");
        DeskRefusal.expect(400, "InvalidRequest", update(body.without("WorkingHours.1.Day")).send()).naming("WorkingHours[1].Day");
        DeskRefusal.expect(400, "InvalidRequest", update(body.without("WorkingHours.1.Open")).send()).naming("WorkingHours[1].Open");
        DeskRefusal.expect(400, "InvalidRequest", update(body(IntStream.range(0, 101).mapToObj(i -> closed(1)).toList())).send())
                .naming("WorkingHours");
        assertThat(hours()).as("nothing was changed").isEqualTo(kept);
    }

    @Test
    void aListThatIsNoWeekIsRefusedAndItsEntryNamed() throws ApiException {
        set(List.of(open(1, "08:00", "17:00")));
        List<WorkingHoursSpan> kept = hours();
        WorkingHoursSpan fine = open(7, "08:00", "17:00");
        Map<List<WorkingHoursSpan>, String> refused = new LinkedHashMap<>();
        refused.put(List.of(fine, closed(1).open(true)), "WorkingHours[1].StartTime");
        refused.put(List.of(fine, closed(1).open(true).startTime("08:00")), "WorkingHours[1].EndTime");
        refused.put(List.of(fine, closed(1).open(true).endTime("08:00")), "WorkingHours[1].StartTime");
        refused.put(List.of(fine, closed(1).startTime("08:00")), "WorkingHours[1].EndTime");
        refused.put(List.of(fine, closed(1).endTime("08:00")), "WorkingHours[1].StartTime");
        refused.put(List.of(fine, open(1, "08:00", "08:00")), "WorkingHours[1].EndTime");
        refused.put(List.of(fine, open(1, "22:00", "02:00")), "WorkingHours[1].EndTime");
        refused.put(List.of(fine, open(1, "22:00", "00:00")), "WorkingHours[1].EndTime");
        refused.put(List.of(closed(1), closed(1)), "WorkingHours[1]");
        refused.put(List.of(open(1, "08:00", "12:00"), fine, closed(1)), "WorkingHours[2]");
        refused.put(List.of(closed(1), fine, open(1, "08:00", "12:00")), "WorkingHours[2]");
        refused.put(List.of(open(1, "08:00", "12:00"), fine, open(1, "11:59", "14:00")), "WorkingHours[2]");
        refused.put(List.of(open(1, "11:59", "14:00"), open(1, "08:00", "12:00")), "WorkingHours[1]");
        refused.put(List.of(open(1, "08:00", "17:00"), open(1, "09:00", "10:00")), "WorkingHours[1]");
        refused.put(List.of(open(1, "09:00", "10:00"), open(1, "08:00", "17:00")), "WorkingHours[1]");
        refused.put(List.of(open(1, "08:00", "12:00"), open(1, "08:00", "12:00")), "WorkingHours[1]");
        refused.forEach((week, field) -> DeskRefusal.expect(400, "InvalidRequest", update(body(week)).send()).naming(field));
        assertThat(hours()).as("nothing was changed").isEqualTo(kept);
    }

    @Test
    @Override
    public void updateWorkingHours401() {
        DeskDoor.unauthorized(update(body(before)));
    }

    @Test
    @Override
    public void updateWorkingHours403() {
        DeskDoor.managersAlone(update(body(before)));
    }

    @Test
    @Override
    public void updateWorkingHours406() throws ApiException {
        DeskDoor.notAcceptable(update(body(List.of())));
        assertThat(hours()).as("nothing was changed").isEqualTo(before);
    }

    @Test
    @Override
    public void updateWorkingHours413() {
        DeskDoor.tooLarge(update(body(before)));
    }

    @Test
    @Override
    public void updateWorkingHours415() {
        DeskDoor.unsupportedMediaType(update(body(before)));
    }

    private static WorkingHoursSpan open(int day, String start, String end) {
        return new WorkingHoursSpan().day(DayOfWeek.fromValue(day)).open(true).startTime(start).endTime(end);
    }

    private static WorkingHoursSpan closed(int day) {
        return new WorkingHoursSpan().day(DayOfWeek.fromValue(day)).open(false);
    }

    private static String time(int minute) {
        return String.format("%02d:%02d", minute / 60, minute % 60);
    }

    private Call update(JsonBody body) {
        return manager.post("UpdateWorkingHours", body);
    }

    private static JsonBody body(List<WorkingHoursSpan> spans) {
        return JsonBody.of(Map.of("WorkingHours", spans.stream().map(WorkingHoursApiIT::entry).toList()));
    }

    /** Without what is not there. */
    private static Map<String, Object> entry(WorkingHoursSpan span) {
        Map<String, Object> entry = new LinkedHashMap<>(Map.of("Day", span.getDay().getValue(), "Open", span.getOpen()));
        if (span.getStartTime() != null) {
            entry.put("StartTime", span.getStartTime());
        }
        if (span.getEndTime() != null) {
            entry.put("EndTime", span.getEndTime());
        }
        return entry;
    }

    private List<WorkingHoursSpan> set(List<WorkingHoursSpan> spans) throws ApiException {
        return manager.client().workingHours().updateWorkingHours(DeskClient.VERSION, new UpdateWorkingHoursRequest().workingHours(spans))
                .getWorkingHours();
    }

    private List<WorkingHoursSpan> hours() throws ApiException {
        return manager.client().workingHours().getWorkingHours(DeskClient.VERSION).getWorkingHours();
    }
}
