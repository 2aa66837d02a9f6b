package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.ReportsApi;
import dev.ringdown.client.agentchat.model.AddTagRequest;
import dev.ringdown.client.agentchat.model.AgentReportRow;
import dev.ringdown.client.agentchat.model.AgentStatus;
import dev.ringdown.client.agentchat.model.ChatsByAgent;
import dev.ringdown.client.agentchat.model.ChatsByDay;
import dev.ringdown.client.agentchat.model.ChatsByDepartment;
import dev.ringdown.client.agentchat.model.ChatsByTag;
import dev.ringdown.client.agentchat.model.Dashboard;
import dev.ringdown.client.agentchat.model.DepartmentReportRow;
import dev.ringdown.client.agentchat.model.GetReportResponse;
import dev.ringdown.client.agentchat.model.LiveMetrics;
import dev.ringdown.client.agentchat.model.OutOfHoursReportRow;
import dev.ringdown.client.agentchat.model.RemoveTagRequest;
import dev.ringdown.client.agentchat.model.ResponseTimeReportRow;
import dev.ringdown.client.agentchat.model.TagReportRow;
import dev.ringdown.client.agentchat.model.UpdateAgentRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskTags;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.server.SharedServer;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens at a desk shows in its figures at once, as the contract says that it counts (GetDashboard, "How figures count"). */
class ReportFiguresIT {

    private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final ReportsApi reports = Desk.manager().client().reports();
    private final DeskTags tags = new DeskTags(SharedServer.get());
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.open();
    }

    private GetReportResponse report(long id) throws ApiException {
        return reports.getReport(DeskClient.VERSION, id, FIRST, LAST, null);
    }

    private DepartmentReportRow department(long id) throws ApiException {
        return report(1).getChatsPerDepartment().stream().filter(row -> row.getDepartmentID() == id).findFirst().orElse(null);
    }

    private AgentReportRow agent(Seat seat) throws ApiException {
        return report(2).getAgentPerformance().stream().filter(row -> row.getAgentID() == seat.agent().id()).findFirst().orElse(null);
    }

    private Dashboard dashboard(Long department) throws ApiException {
        return reports.getDashboard(DeskClient.VERSION, FIRST, LAST, department).getDashboard();
    }

    @Test
    void aChatCountsWhereAndWhenThingsHappenToIt() throws ApiException {
        long elsewhere = Desk.agents().department();
        Seat other = Seat.of(Desk.agents().agent(elsewhere));
        Dashboard before = dashboard(null);
        assertThat(department(desk.department())).as("nothing entered it yet").isNull();

        long chat = desk.openChat();
        desk.agent().says(chat, "Good morning");
        desk.agent().says(chat, "How can I help?");
        desk.agent().chats().transferChatToDepartment(DeskClient.VERSION, chat, elsewhere);
        other.grabs(chat);
        other.says(chat, "Here I am");
        other.closes(chat);

        DepartmentReportRow first = department(desk.department());
        assertThat(List.of(first.getTotalChats(), first.getNewCustomers(), first.getReturningCustomers(), first.getClosedChats())).containsExactly(1L, 1L, 0L, 0L);
        assertThat(first.getAverageFirstResponseSeconds()).isBetween(0L, 60L);
        assertThat(first.getAverageHandlingSeconds()).isNull();
        DepartmentReportRow second = department(elsewhere);
        assertThat(List.of(second.getTotalChats(), second.getNewCustomers(), second.getReturningCustomers(), second.getClosedChats())).containsExactly(1L, 1L, 0L, 1L);
        assertThat(second.getAverageFirstResponseSeconds()).as("the first response was given before").isNull();
        assertThat(second.getAverageHandlingSeconds()).isBetween(0L, 60L);
        AgentReportRow starter = agent(desk.agent());
        assertThat(List.of(starter.getTotalChats(), starter.getClosedChats())).containsExactly(1L, 0L);
        assertThat(starter.getAverageFirstResponseSeconds()).isNotNull();
        assertThat(starter.getAverageHandlingSeconds()).isNull();
        AgentReportRow closer = agent(other);
        assertThat(List.of(closer.getTotalChats(), closer.getClosedChats())).containsExactly(1L, 1L);
        assertThat(closer.getAverageFirstResponseSeconds()).isNull();
        assertThat(closer.getAverageHandlingSeconds()).isNotNull();
        Dashboard after = dashboard(null);
        assertThat(after.getTotalChats()).as("once for the company, though it entered two departments").isEqualTo(before.getTotalChats() + 1);
        assertThat(after.getNewCustomers()).isEqualTo(before.getNewCustomers() + 1);
    }

    @Test
    void aCustomerIsNewOnce() throws ApiException {
        String customer = Desk.customer();
        for (int i = 0; i < 3; i++) {
            desk.connector().start(customer, "Hello");
            long chat = desk.chatOf(customer).getChatID();
            desk.agent().grabs(chat);
            desk.agent().closes(chat);
        }
        DepartmentReportRow row = department(desk.department());
        assertThat(List.of(row.getTotalChats(), row.getNewCustomers(), row.getReturningCustomers(), row.getClosedChats())).containsExactly(3L, 1L, 2L, 3L);
        assertThat(row.getAverageFirstResponseSeconds()).as("nobody answered").isNull();
    }

    @Test
    void theDashboardOfADepartmentShowsIt() throws ApiException {
        long tag = tags.tag();
        long chat = desk.openChat();
        desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(chat).tagID(tag));
        desk.agent().says(chat, "Hello");
        desk.agent().closes(chat);
        long waiting = desk.waitingChat();
        Seat colleague = desk.colleague();
        Desk.manager().chats().assignChat(DeskClient.VERSION, waiting, colleague.agent().id());
        Desk.manager().chats().assignChat(DeskClient.VERSION, waiting, desk.agent().agent().id());

        Dashboard shown = dashboard(desk.department());

        assertThat(List.of(shown.getTotalChats(), shown.getNewCustomers(), shown.getReturningCustomers())).containsExactly(2L, 2L, 0L);
        assertThat(shown.getAverageFirstResponseSeconds()).isNotNull();
        assertThat(shown.getAverageHandlingSeconds()).isNotNull();
        assertThat(shown.getChatsByDay().stream().mapToLong(ChatsByDay::getTotalChats).sum()).isEqualTo(2);
        assertThat(shown.getChatsByDay()).extracting(ChatsByDay::getDate).isSorted().doesNotHaveDuplicates();
        assertThat(shown.getChatsByDay()).as("years without a desk are left out").hasSizeLessThan(1000);
        assertThat(shown.getChatsByDepartment()).extracting(ChatsByDepartment::getDepartmentID).containsExactly(desk.department());
        assertThat(shown.getChatsByDepartment()).extracting(ChatsByDepartment::getTotalChats).containsExactly(2L);
        assertThat(shown.getChatsByAgent()).extracting(ChatsByAgent::getAgentID).containsExactly(desk.agent().agent().id(), colleague.agent().id());
        assertThat(shown.getChatsByAgent()).extracting(ChatsByAgent::getTotalChats).containsExactly(2L, 1L);
        assertThat(shown.getChatsByTag()).extracting(ChatsByTag::getTagID).containsExactly(tag);
        assertThat(shown.getChatsByTag()).extracting(ChatsByTag::getTotalChats).containsExactly(1L);
        assertThat(List.of(shown.getFromDate(), shown.getToDate())).as("as asked").containsExactly(FIRST, LAST);
    }

    @Test
    void aSpanBeforeOrAfterTheDeskIsEmpty() throws ApiException {
        desk.closedChat();
        for (LocalDate day : List.of(LocalDate.of(1950, 1, 1), LocalDate.of(9998, 1, 1))) {
            Dashboard shown = reports.getDashboard(DeskClient.VERSION, day, day, desk.department()).getDashboard();
            assertThat(List.of(shown.getTotalChats(), (long) shown.getChatsByDay().size(), (long) shown.getChatsByDepartment().size())).containsOnly(0L);
            assertThat(shown.getAverageHandlingSeconds()).isNull();
            assertThat(reports.getReport(DeskClient.VERSION, 4L, day, day, null).getResponseTimes()).isEmpty();
        }
    }

    @Test
    void aTagThatIsTakenOffNoLongerCountsAndADeletedOneStaysUnderItsName() throws ApiException {
        String name = Unique.name("kept");
        long kept = tags.tag(name);
        long removed = tags.tag();
        long chat = desk.openChat();
        for (long tag : new long[]{kept, removed}) {
            desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(chat).tagID(tag));
        }
        assertThat(report(3).getTags()).extracting(TagReportRow::getTagID).contains(kept, removed);
        desk.agent().tags().removeTag(DeskClient.VERSION, new RemoveTagRequest().chatID(chat).tagID(removed));
        desk.agent().closes(chat);
        tags.delete(kept);

        assertThat(report(3).getTags()).extracting(TagReportRow::getTagID).contains(kept).doesNotContain(removed);
        assertThat(report(3).getTags()).filteredOn(row -> row.getTagID() == kept).singleElement()
                .satisfies(row -> assertThat(List.of(row.getTagName(), row.getTotalChats())).containsExactly(name, 1L));
    }

    @Test
    void aChatThatNobodyHadHasNoHandlingTime() throws ApiException {
        Desk.manager().closes(desk.waitingChat());
        DepartmentReportRow row = department(desk.department());
        assertThat(row.getClosedChats()).isEqualTo(1);
        assertThat(row.getAverageHandlingSeconds()).isNull();
    }

    @Test
    void responsesAndContactsCountByDay() throws ApiException {
        long responded = sum(report(4).getResponseTimes(), ResponseTimeReportRow::getRespondedChats);
        long closed = sum(report(4).getResponseTimes(), ResponseTimeReportRow::getClosedChats);
        long nobody = sum(report(5).getOutOfHoursContacts(), OutOfHoursReportRow::getNobodyOnline);
        long chat = desk.openChat();
        desk.agent().says(chat, "Hello");
        desk.agent().closes(chat);
        desk.agent().agents().updateAgent(DeskClient.VERSION, new UpdateAgentRequest().agentID(desk.agent().agent().id()).statusID(AgentStatus.Busy));
        desk.connector().start(Desk.customer(), "Is somebody there?");

        List<ResponseTimeReportRow> days = report(4).getResponseTimes();
        assertThat(sum(days, ResponseTimeReportRow::getRespondedChats)).isEqualTo(responded + 1);
        assertThat(sum(days, ResponseTimeReportRow::getClosedChats)).isEqualTo(closed + 1);
        assertThat(days).extracting(ResponseTimeReportRow::getDate).isSorted().doesNotHaveDuplicates();
        assertThat(days).allSatisfy(day -> {
            assertThat(day.getAverageFirstResponseSeconds() == null).isEqualTo(day.getRespondedChats() == 0);
            if (day.getRespondedChats() > 0) {
                assertThat(day.getLongestFirstResponseSeconds()).isGreaterThanOrEqualTo(day.getAverageFirstResponseSeconds());
            }
        });
        List<OutOfHoursReportRow> contacts = report(5).getOutOfHoursContacts();
        assertThat(sum(contacts, OutOfHoursReportRow::getNobodyOnline)).isEqualTo(nobody + 1);
        assertThat(contacts).allSatisfy(day -> assertThat(day.getTotalContacts()).isEqualTo(day.getOutsideWorkingHours() + day.getNobodyOnline())
                .isEqualTo(day.getConversationsEnded() + day.getChatsHeld()));
    }

    @Test
    void liveMetricsFollowEachChange() throws ApiException {
        LiveMetrics before = live();
        long chat = desk.waitingChat();
        assertThat(live().getUnassignedChats()).isEqualTo(before.getUnassignedChats() + 1);
        desk.agent().grabs(chat);
        assertThat(live().getUnassignedChats()).isEqualTo(before.getUnassignedChats());
        assertThat(live().getOpenChats()).isEqualTo(before.getOpenChats() + 1);
        desk.agent().says(chat, "Hello");
        assertThat(live().getAverageFirstResponseSeconds()).isNotNull();
        desk.agent().closes(chat);
        LiveMetrics after = live();
        assertThat(after.getOpenChats()).isEqualTo(before.getOpenChats());
        assertThat(after.getClosedChatsToday()).isEqualTo(before.getClosedChatsToday() + 1);
        desk.agent().agents().updateAgent(DeskClient.VERSION, new UpdateAgentRequest().agentID(desk.agent().agent().id()).statusID(AgentStatus.Onbreak));
        assertThat(live().getAgentsOnbreak()).isEqualTo(before.getAgentsOnbreak() + 1);
        assertThat(live().getAgentsOnline()).isEqualTo(before.getAgentsOnline() - 1);
        assertThat(live().getDepartments()).filteredOn(one -> one.getDepartmentID() == desk.department()).singleElement()
                .satisfies(one -> assertThat(one.getAgentsOnline()).isZero());
    }

    private LiveMetrics live() throws ApiException {
        return reports.getLiveMetrics(DeskClient.VERSION).getLiveMetrics();
    }

    private static <R> long sum(List<R> rows, ToLongFunction<R> figure) {
        return rows.stream().mapToLong(figure).sum();
    }
}
