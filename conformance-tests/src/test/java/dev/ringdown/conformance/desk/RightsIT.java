package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AddCommentRequest;
import dev.ringdown.client.agentchat.model.AddTagRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.CreateCannedResponseRequest;
import dev.ringdown.client.agentchat.model.CreateRecipientRequest;
import dev.ringdown.client.agentchat.model.CreateTagGroupRequest;
import dev.ringdown.client.agentchat.model.CreateTagRequest;
import dev.ringdown.client.agentchat.model.SendMessageRequest;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.operation.ContractOperation;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may do what (contract, introduction): the table, cell by cell, each operation by everybody to whom the table makes a difference. Refused
 * is 403 where the caller may know of the thing, and 404 or nothing at all where not.
 */
class RightsIT {

    /** Which every Agent and Manager may call for the caller's own self, or without one: shown by AuthenticationApiIT. */
    private static final Set<String> OF_NOBODY_ELSE = Set.of("AgentLogon", "SetPassword", "RequestPasswordReset", "AgentLogoff", "KeepAlive");
    private static final String FILE = Base64.getEncoder().encodeToString("a note".getBytes(StandardCharsets.US_ASCII));

    private static Desk desk;
    private static Seat colleague;
    private static Seat stranger;
    private static long elsewhere;
    private static long tag;
    private static long group;

    @BeforeAll
    static void open() throws ApiException {
        desk = Desk.open();
        colleague = desk.colleague();
        stranger = Desk.stranger();
        elsewhere = Desk.agents().department();
        group = Desk.manager().client().tags().createTagGroup(DeskClient.VERSION, new CreateTagGroupRequest().tagGroupName(Unique.name("group")))
                .getTagGroupID();
        tag = newTag();
    }

    /** Who calls, seen from the chat that the call is about. */
    enum Who {
        HOLDER, COLLEAGUE, FOREIGNER, MANAGER;

        Seat seat() {
            return switch (this) {
                case HOLDER -> desk.agent();
                case COLLEAGUE -> colleague;
                case FOREIGNER -> stranger;
                case MANAGER -> Desk.manager();
            };
        }
    }

    /** What the call is about, new for each cell. */
    record Objects(long chat, long customer, long file, long waiting) {

        static Objects make() throws ApiException {
            String writer = Desk.customer();
            desk.connector().start(writer, "Hello");
            Chat chat = desk.chatOf(writer);
            desk.agent().grabs(chat.getChatID());
            long file = desk.agent().chats().sendMessage(DeskClient.VERSION, new SendMessageRequest().chatID(chat.getChatID()).fileType("text/plain")
                    .fileName("note.txt").fileContent(FILE)).getMessageID();
            long customer = chat.getCustomer().getCustomerID();
            desk.agent().client().customers().addComment(DeskClient.VERSION, new AddCommentRequest().customerID(customer).comment("A comment"));
            return new Objects(chat.getChatID(), customer, file, desk.waitingChat());
        }
    }

    private interface Asking {
        Call call(Seat by, Objects about) throws ApiException;
    }

    /**
     * A row of the table.
     *
     * @param operation  its operationId
     * @param what       a variant of it
     * @param holder     what the one who holds the chat is answered, and so on
     * @param allowed    what else is to be true of an answer of 200
     */
    record Row(String operation, String what, Asking asking, int holder, int colleague, int foreigner, int manager, Map<Who, Consumer<Response>> allowed) {

        int expected(Who who) {
            return switch (who) {
                case HOLDER -> holder;
                case COLLEAGUE -> colleague;
                case FOREIGNER -> foreigner;
                case MANAGER -> manager;
            };
        }

        Row showing(Who who, Consumer<Response> check) {
            var more = new java.util.EnumMap<Who, Consumer<Response>>(Who.class);
            more.putAll(allowed);
            more.put(who, check);
            return new Row(operation, what, asking, holder, colleague, foreigner, manager, more);
        }
    }

    record Cell(Row row, Who who) {

        @Override
        public String toString() {
            return row.operation + (row.what.isEmpty() ? "" : " " + row.what) + " by " + who;
        }
    }

    private static Row row(String operation, String what, Asking asking, int holder, int colleague, int foreigner, int manager) {
        return new Row(operation, what, asking, holder, colleague, foreigner, manager, Map.of());
    }

    /** Everybody may. */
    private static Row everybody(String operation, Asking asking) {
        return row(operation, "", asking, 200, 200, 200, 200);
    }

    /** Managers alone may. */
    private static Row managers(String operation, Asking asking) {
        return row(operation, "", asking, 403, 403, 403, 200);
    }

    /** Who sees the chat may. */
    private static Row seeing(String operation, Asking asking) {
        return row(operation, "", asking, 200, 200, 404, 200);
    }

    /** Who holds the chat may. */
    private static Row holding(String operation, Asking asking) {
        return row(operation, "", asking, 200, 403, 404, 200);
    }

    private static Stream<Row> rows() {
        return Stream.of(
                // see and grab chats: own departments; all
                everybody("GetChats", (by, about) -> by.get("GetChats").withQuery("ChatID", about.chat))
                        .showing(Who.HOLDER, listed(1)).showing(Who.COLLEAGUE, listed(1)).showing(Who.FOREIGNER, listed(0)).showing(Who.MANAGER, listed(1)),
                seeing("GrabChat", (by, about) -> by.grab(about.waiting)),
                // read messages, comments, files, customers' chats: own departments' chats; all
                seeing("GetMessages", (by, about) -> by.messages(about.chat)),
                seeing("GetAttachment", (by, about) -> by.get("GetAttachment").withQuery("MessageID", about.file).withAccept("*/*")),
                seeing("ExportChat", (by, about) -> by.get("ExportChat").withQuery("ChatID", about.chat).withAccept("text/csv")),
                everybody("GetComments", (by, about) -> by.get("GetComments").withQuery("CustomerID", about.customer))
                        .showing(Who.COLLEAGUE, has("Comments", 1)).showing(Who.FOREIGNER, has("Comments", 0)).showing(Who.MANAGER, has("Comments", 1)),
                everybody("GetCustomer", (by, about) -> by.get("GetCustomer").withQuery("CustomerID", about.customer))
                        .showing(Who.COLLEAGUE, has("Chats", 1)).showing(Who.FOREIGNER, has("Chats", 0)).showing(Who.MANAGER, has("Chats", 1)),
                // send, comment, tag, transfer, close: chats they hold; all
                holding("SendMessage", (by, about) -> by.say(about.chat, "Good morning")),
                row("AddComment", "", (by, about) -> by.post("AddComment", JsonBody.of(Map.of("CustomerID", about.customer, "Comment", "x"))),
                        200, 403, 409, 200),
                holding("AddTag", (by, about) -> by.post("AddTag", JsonBody.of(Map.of("ChatID", about.chat, "TagID", tag)))),
                row("AddTag", "by customer", (by, about) -> by.post("AddTag", JsonBody.of(Map.of("CustomerID", about.customer, "TagID", tag))),
                        200, 403, 409, 200),
                holding("RemoveTag", (by, about) -> {
                    desk.agent().client().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(about.chat).tagID(tag));
                    return by.post("RemoveTag", JsonBody.of(Map.of("ChatID", about.chat, "TagID", tag)));
                }),
                holding("TransferChatToAgent", (by, about) ->
                        by.post("TransferChatToAgent").withQuery("ChatID", about.chat).withQuery("AgentID", colleague.agent().id())),
                holding("TransferChatToDepartment", (by, about) ->
                        by.post("TransferChatToDepartment").withQuery("ChatID", about.chat).withQuery("DepartmentID", elsewhere)),
                holding("CloseChat", (by, about) -> by.close(about.chat)),
                // the unassigned is held by nobody
                row("SendMessage", "into an unassigned chat", (by, about) -> by.say(about.waiting, "x"), 403, 403, 404, 409),
                row("CloseChat", "of an unassigned chat", (by, about) -> by.close(about.waiting), 403, 403, 404, 200),
                row("TransferChatToDepartment", "of an unassigned chat", (by, about) ->
                        by.post("TransferChatToDepartment").withQuery("ChatID", about.waiting).withQuery("DepartmentID", elsewhere), 403, 403, 404, 200),
                // assign a chat to a named agent
                managers("AssignChat", (by, about) -> by.post("AssignChat").withQuery("ChatID", about.waiting).withQuery("AgentID", colleague.agent().id())),
                // search and update customers; read departments, tags, canned responses, working hours, settings
                everybody("SearchCustomer", (by, about) -> by.get("SearchCustomer").withQuery("SearchText", "example.com")),
                everybody("UpdateCustomer", (by, about) -> by.post("UpdateCustomer",
                        JsonBody.of(Map.of("CustomerID", about.customer, "Comments", "Calls late")))),
                row("UpdateCustomer", "with a tag", (by, about) -> by.post("UpdateCustomer",
                        JsonBody.of(Map.of("CustomerID", about.customer, "TagID", tag))), 200, 403, 409, 200),
                everybody("GetDepartments", (by, about) -> by.get("GetDepartments")),
                everybody("GetTagGroups", (by, about) -> by.get("GetTagGroups")),
                everybody("GetCannedResponses", (by, about) -> by.get("GetCannedResponses")),
                everybody("GetWorkingHours", (by, about) -> by.get("GetWorkingHours")),
                everybody("GetSettings", (by, about) -> by.get("GetSettings")),
                everybody("GetAgents", (by, about) -> by.get("GetAgents")),
                // write agents, departments, tags, tag groups, canned responses, working hours, settings
                managers("CreateAgent", (by, about) -> by.post("CreateAgent", JsonBody.of(Map.of("AgentName", "New", "EmailAddress",
                        Unique.name("new") + "@ringdown.test", "RoleID", 1, "DepartmentIDs", List.of(elsewhere))))),
                row("UpdateAgent", "of another agent", (by, about) -> by.post("UpdateAgent",
                        JsonBody.of(Map.of("AgentID", newAgent().id(), "MobileNumber", "+27821234567"))), 403, 403, 403, 200),
                row("UpdateAgent", "of oneself, what is one's own", (by, about) -> by.post("UpdateAgent", JsonBody.of(Map.of("AgentID",
                        by.agent().id(), "StatusID", 4, "MobileNumber", "+27821234567", "Notifications", List.of()))), 200, 200, 200, 200),
                row("UpdateAgent", "of oneself, what is a Manager's", (by, about) -> by.post("UpdateAgent",
                        JsonBody.of(Map.of("AgentID", by.agent().id(), "AgentName", by.agent().name()))), 403, 403, 403, 200),
                managers("CreateDepartment", (by, about) -> by.post("CreateDepartment", JsonBody.of(Map.of("DepartmentName", Unique.name("department"))))),
                managers("UpdateDepartment", (by, about) -> by.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", elsewhere)))),
                managers("CreateTag", (by, about) -> by.post("CreateTag", JsonBody.of(Map.of("TagGroupID", group, "TagName", Unique.name("tag"))))),
                managers("UpdateTag", (by, about) -> by.post("UpdateTag", JsonBody.of(Map.of("TagID", tag)))),
                managers("DeleteTag", (by, about) -> by.post("DeleteTag").withQuery("TagID", newTag())),
                managers("CreateTagGroup", (by, about) -> by.post("CreateTagGroup", JsonBody.of(Map.of("TagGroupName", Unique.name("group"))))),
                managers("UpdateTagGroup", (by, about) -> by.post("UpdateTagGroup", JsonBody.of(Map.of("TagGroupID", group)))),
                managers("CreateCannedResponse", (by, about) -> by.post("CreateCannedResponse",
                        JsonBody.of(Map.of("CannedResponseName", Unique.name("response"), "CannedResponseText", "x")))),
                managers("UpdateCannedResponse", (by, about) -> by.post("UpdateCannedResponse", JsonBody.of(Map.of("CannedResponseID", newResponse())))),
                managers("DeleteCannedResponse", (by, about) -> by.post("DeleteCannedResponse").withQuery("CannedResponseID", newResponse())),
                managers("UpdateWorkingHours", (by, about) -> by.post("UpdateWorkingHours", hours())),
                managers("UpdateSettings", (by, about) -> by.post("UpdateSettings", JsonBody.of(Map.of("Settings", List.of(Map.of()))))),
                // live metrics; dashboard, reports, schedules, recipients
                everybody("GetLiveMetrics", (by, about) -> by.get("GetLiveMetrics")),
                managers("GetDashboard", (by, about) -> by.get("GetDashboard")),
                managers("GetReports", (by, about) -> by.get("GetReports")),
                managers("GetReport", (by, about) -> by.get("GetReport").withQuery("ReportID", 1).withQuery("FromDate", "2026-03-01")
                        .withQuery("ToDate", "2026-03-31")),
                managers("GetRecipients", (by, about) -> by.get("GetRecipients")),
                managers("CreateRecipient", (by, about) -> by.post("CreateRecipient",
                        JsonBody.of(Map.of("RecipientName", "A recipient", "EmailAddress", "recipient@ringdown.test")))),
                managers("DeleteRecipient", (by, about) -> by.post("DeleteRecipient").withQuery("RecipientID", newRecipient())),
                managers("CreateReportSchedule", (by, about) -> by.post("CreateReportSchedule", schedule(newRecipient()))),
                managers("DeleteScheduledReport", (by, about) -> by.post("DeleteScheduledReport").withQuery("ReportScheduleID", newSchedule())),
                // see and end sessions: own; all
                everybody("GetSessions", (by, about) -> by.get("GetSessions").withQuery("AgentID", desk.agent().agent().id()))
                        .showing(Who.HOLDER, some("Sessions")).showing(Who.COLLEAGUE, has("Sessions", 0)).showing(Who.MANAGER, some("Sessions")),
                row("EndSession", "of another agent", (by, about) -> by.endSession(Seat.of(newAgent()).newestSession()), 404, 404, 404, 200),
                row("EndSession", "of oneself", (by, about) -> by.endSession(Seat.of(by.agent()).newestSession()), 200, 200, 200, 200));
    }

    private static Stream<Cell> cells() {
        return rows().flatMap(row -> Stream.of(Who.values()).map(who -> new Cell(row, who)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyCell(Cell cell) throws ApiException {
        Objects about = Objects.make();
        Response response = cell.row.asking.call(cell.who.seat(), about).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(cell.row.expected(cell.who));
        if (response.statusCode() == 200) {
            cell.row.allowed.getOrDefault(cell.who, answer -> { }).accept(response);
        }
    }

    /** The event stream is an endless answer: EventsIT shows who sees what there. */
    @Test
    void theTableHasEveryOperation() {
        Set<String> shown = rows().map(Row::operation).collect(Collectors.toCollection(TreeSet::new));
        shown.addAll(OF_NOBODY_ELSE);
        shown.add("Events");
        assertThat(Api.DESK.operations()).extracting(ContractOperation::id).containsExactlyInAnyOrderElementsOf(shown);
    }

    private static Consumer<Response> listed(int chats) {
        return has("OpenChats", chats);
    }

    private static Consumer<Response> has(String list, int size) {
        return response -> assertThat(response.jsonPath().getList(list)).as(response.asString()).hasSize(size);
    }

    private static Consumer<Response> some(String list) {
        return response -> assertThat(response.jsonPath().getList(list)).as(response.asString()).isNotEmpty();
    }

    private static DeskAgent newAgent() {
        return Desk.agents().agent();
    }

    private static long newTag() throws ApiException {
        return Desk.manager().client().tags().createTag(DeskClient.VERSION, new CreateTagRequest().tagGroupID(group).tagName(Unique.name("tag")))
                .getTagID();
    }

    private static long newResponse() throws ApiException {
        return Desk.manager().client().cannedResponses().createCannedResponse(DeskClient.VERSION, new CreateCannedResponseRequest()
                .cannedResponseName(Unique.name("response")).cannedResponseText("x")).getCannedResponseID();
    }

    private static long newRecipient() throws ApiException {
        return Desk.manager().client().reports().createRecipient(DeskClient.VERSION, new CreateRecipientRequest().recipientName("A recipient")
                .emailAddress("recipient@ringdown.test")).getRecipientID();
    }

    private static long newSchedule() throws ApiException {
        return Desk.manager().post("CreateReportSchedule", schedule(newRecipient())).send().jsonPath().getLong("ReportScheduleID");
    }

    private static JsonBody schedule(long recipient) {
        return JsonBody.of(Map.of("RecipientID", recipient, "ReportID", 1, "FileFormat", "CSV", "ReportPeriod", "Daily", "DeliveryMethod", "Email",
                "SheduledDay", List.of(1), "SheduledTime", "07:00"));
    }

    /** Always open, as before. */
    private static JsonBody hours() {
        return JsonBody.of(Map.of("WorkingHours", Arrays.stream(new int[]{1, 2, 3, 4, 5, 6, 7})
                .mapToObj(day -> Map.of("Day", day, "Open", true, "StartTime", "00:00", "EndTime", "24:00")).toList()));
    }
}
