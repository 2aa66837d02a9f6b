package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.GetChatsResponse;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.MessageDirection;
import dev.ringdown.client.agentchat.model.SendMessageRequest;
import dev.ringdown.client.agentchat.model.SenderType;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.EventStream;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import java.util.Base64;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Chats. */
class ChatsApiIT extends ChatFilesApi {

    private static final int LARGEST_FILE = 10 * 1024 * 1024;

    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = Desk.open();
    }

    @Test
    @Override
    public void getChats200() throws ApiException {
        Desk own = Desk.open();
        long waiting = own.waitingChat();
        long open = own.openChat();
        long closed = own.closedChat();

        GetChatsResponse lists = own.agent().chats().getChats(DeskClient.VERSION, null, null, null, null, null, null, null, null, null, null,
                null, null, null);

        assertThat(lists.getUnassignedChats()).extracting(Chat::getChatID).containsExactly(waiting);
        assertThat(lists.getOpenChats()).extracting(Chat::getChatID).containsExactly(open);
        assertThat(lists.getClosedChats()).extracting(Chat::getChatID).containsExactly(closed);
        assertThat(lists.getTotalCount()).isEqualTo(3);
        assertThat(lists.getTotalCountIsMinimum()).isFalse();
        Chat chat = lists.getUnassignedChats().get(0);
        assertThat(chat.getChatStatusID()).isEqualTo(ChatStatus.UNASSIGNED);
        assertThat(chat.getDepartmentID()).isEqualTo(own.department());
        assertThat(chat.getAgentID()).isNull();
        assertThat(chat.getChannel()).startsWith("custom.");
        assertThat(chat.getTags()).isEmpty();
        assertThat(chat.getAssignedAt()).isNull();
        assertThat(chat.getClosedAt()).isNull();
        assertThat(chat.getCustomer().getCustomerName()).isEqualTo(chat.getCustomer().getEmailAddress());
        assertThat(lists.getOpenChats().get(0).getAgentID()).isEqualTo(own.agent().agent().id());
        assertThat(lists.getClosedChats().get(0).getAgentID()).as("the last holder").isEqualTo(own.agent().agent().id());
        assertThat(lists.getClosedChats().get(0).getClosedAt()).isNotNull();
        assertThat(own.agent().get("GetChats").send().asString()).doesNotContain("null", "\"Messages\"");
    }

    @Test
    @Override
    public void getChats400() {
        Call call = desk.agent().get("GetChats");
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        for (String id : new String[]{"ChatID", "DepartmentID", "AgentID", "CustomerID", "TagID"}) {
            for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
                DeskRefusal.expect(400, "InvalidRequest", call.withQuery(id, wrong).send()).naming(id);
            }
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery(id, "1", "1").send()).naming(id);
        }
        for (String wrong : new String[]{"", "0", "4", "x"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("ChatStatusID", wrong).send()).naming("ChatStatusID");
        }
        for (String wrong : new String[]{"", "0", "201", "-1", "x", "1.5"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("PageSize", wrong).send()).naming("PageSize");
        }
        for (String date : new String[]{"FromDate", "ToDate"}) {
            for (String wrong : new String[]{"", "today", "2026-02-30", "2026-3-1", "2026-03-01T00:00:00Z"}) {
                DeskRefusal.expect(400, "InvalidRequest", call.withQuery(date, wrong).send()).naming(date);
            }
        }
        for (String wrong : new String[]{"", "now", "2026-03-01", "2026-03-01T00:00:00"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("UpdatedSince", wrong).send()).naming("UpdatedSince");
        }
        for (String wrong : new String[]{"", "1", "yes", "TRUE"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("IncludeMessages", wrong).send()).naming("IncludeMessages");
        }
        DeskRefusal.expect(400, "InvalidRequest", call.withQuery("FromDate", "2026-03-02").withQuery("ToDate", "2026-03-01").send());
        Call paged = call.withQuery("ChatStatusID", 1).withQuery("BeforeLastMessageAt", "2026-03-02T09:14:02.118Z").withQuery("BeforeChatID", 1);
        assertThat(paged.send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(400, "InvalidRequest", without(paged, "ChatStatusID").send());
        DeskRefusal.expect(400, "InvalidRequest", without(paged, "BeforeLastMessageAt").send());
        DeskRefusal.expect(400, "InvalidRequest", without(paged, "BeforeChatID").send());
    }

    @Test
    @Override
    public void getChats401() {
        DeskDoor.unauthorized(desk.agent().get("GetChats"));
    }

    @Test
    @Override
    public void getChats406() {
        DeskDoor.notAcceptable(desk.agent().get("GetChats"));
    }

    @Test
    @Override
    public void getMessages200() throws ApiException {
        long chat = desk.openChat();
        long said = desk.agent().says(chat, "Good morning");

        var messages = desk.agent().reads(chat);

        assertThat(messages).extracting(Message::getMessageText).containsExactly("Good morning", "Hello");
        Message out = messages.get(0);
        assertThat(out.getMessageID()).isEqualTo(said);
        assertThat(out.getDirection()).isEqualTo(MessageDirection.OUT);
        assertThat(out.getSenderType()).isEqualTo(SenderType.AGENT);
        assertThat(out.getSenderName()).isEqualTo(desk.agent().agent().name());
        assertThat(out.getAttachments()).isEmpty();
        Message in = messages.get(1);
        assertThat(in.getDirection()).isEqualTo(MessageDirection.IN);
        assertThat(in.getSenderType()).isEqualTo(SenderType.CUSTOMER);
        assertThat(in.getDeliveryStatus()).hasToString("Sent");
        assertThat(desk.agent().chats().getMessages(DeskClient.VERSION, chat, said, 1).getMessages()).containsExactly(in);
    }

    @Test
    @Override
    public void getMessages400() throws ApiException {
        Call call = desk.agent().messages(desk.waitingChat());
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badChatId(desk.agent().get("GetMessages"));
        for (String wrong : new String[]{"", "0", "-1", "x"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("BeforeMessageID", wrong).send()).naming("BeforeMessageID");
        }
        for (String wrong : new String[]{"", "0", "201", "x"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("PageSize", wrong).send()).naming("PageSize");
        }
    }

    @Test
    @Override
    public void getMessages401() throws ApiException {
        DeskDoor.unauthorized(desk.agent().messages(desk.waitingChat()));
    }

    @Test
    @Override
    public void getMessages404() throws ApiException {
        unknownAndForeign(desk.waitingChat(), desk.agent()::messages, Desk.stranger()::messages);
        long other = desk.agent().reads(desk.waitingChat()).get(0).getMessageID();
        Call call = desk.agent().messages(desk.waitingChat());
        DeskRefusal.expect(404, "NotFound", call.withQuery("BeforeMessageID", other).send()).naming("BeforeMessageID");
        DeskRefusal.expect(404, "NotFound", call.withQuery("BeforeMessageID", UNKNOWN).send()).naming("BeforeMessageID");
    }

    @Test
    @Override
    public void getMessages406() throws ApiException {
        DeskDoor.notAcceptable(desk.agent().messages(desk.waitingChat()));
    }

    @Test
    @Override
    public void grabChat200() throws ApiException {
        long chat = desk.waitingChat();

        Chat grabbed = desk.agent().chats().grabChat(DeskClient.VERSION, chat).getChat();

        assertThat(grabbed.getChatID()).isEqualTo(chat);
        assertThat(grabbed.getChatStatusID()).isEqualTo(ChatStatus.OPEN);
        assertThat(grabbed.getAgentID()).isEqualTo(desk.agent().agent().id());
        assertThat(grabbed.getAssignedAt()).isNotNull();
        assertThat(desk.chat(chat)).isEqualTo(grabbed);
        assertThat(Desk.manager().grab(desk.waitingChat()).send().statusCode()).as("a Manager grabs everywhere").isEqualTo(200);
    }

    @Test
    @Override
    public void grabChat400() throws ApiException {
        long chat = desk.waitingChat();
        DeskDoor.invalidVersion(desk.agent().grab(chat));
        DeskDoor.unknownParameter(desk.agent().grab(chat));
        DeskDoor.badChatId(desk.agent().post("GrabChat"));
        assertThat(desk.chat(chat).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.UNASSIGNED);
    }

    @Test
    @Override
    public void grabChat401() throws ApiException {
        DeskDoor.unauthorized(desk.agent().grab(desk.waitingChat()));
    }

    @Test
    @Override
    public void grabChat404() throws ApiException {
        unknownAndForeign(desk.waitingChat(), desk.agent()::grab, Desk.stranger()::grab);
    }

    @Test
    @Override
    public void grabChat406() throws ApiException {
        long chat = desk.waitingChat();
        DeskDoor.notAcceptable(desk.agent().grab(chat));
        assertThat(desk.chat(chat).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.UNASSIGNED);
    }

    @Test
    @Override
    public void grabChat409() throws ApiException {
        long open = desk.openChat();
        DeskRefusal.expect(409, "ChatNotUnassigned", desk.agent().grab(open).send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatNotUnassigned", desk.colleague().grab(open).send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatNotUnassigned", Desk.manager().grab(open).send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatClosed", desk.agent().grab(desk.closedChat()).send()).naming("ChatID");
    }

    @Test
    @Override
    public void sendMessage200() throws ApiException {
        long chat = desk.openChat();

        var sent = desk.agent().chats().sendMessage(DeskClient.VERSION, new SendMessageRequest().chatID(chat).messageText(" Zwölf \uD83D\uDE00\n"));

        Message stored = desk.agent().reads(chat).get(0);
        assertThat(stored.getMessageID()).isEqualTo(sent.getMessageID());
        assertThat(stored.getSentAt()).isEqualTo(sent.getSentAt());
        assertThat(stored.getMessageText()).isEqualTo(" Zwölf \uD83D\uDE00\n");
        Chat after = desk.chat(chat);
        assertThat(after.getLastMessageAt()).isEqualTo(sent.getSentAt());
        assertThat(after.getFirstResponseAt()).isEqualTo(sent.getSentAt());
    }

    @Test
    @Override
    public void sendMessage400() throws ApiException {
        long chat = desk.openChat();
        JsonBody body = JsonBody.of(Map.of("ChatID", chat, "MessageText", "x"));
        DeskDoor.invalidVersion(desk.agent().say(body));
        DeskDoor.unknownParameter(desk.agent().say(body));
        DeskDoor.badBody(desk.agent().say(body));
        for (Object wrong : new Object[]{"", " \n\t", 7, "x".repeat(4097)}) {
            DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(body.with("MessageText", wrong)).send()).naming("MessageText");
        }
        for (Object wrong : new Object[]{0, -1, 1.5, String.valueOf(chat), true}) {
            DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(body.with("ChatID", wrong)).send()).naming("ChatID");
        }
        for (String field : new String[]{"ChatID", "MessageText", "FileType", "FileName", "FileContent"}) {
            DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(body.with(field, null)).send()).naming(field);
        }
        DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(body.without("ChatID")).send()).naming("ChatID");
        DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(body.without("MessageText")).send());
        DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(body.with("Text", "x")).send()).naming("Text");
        for (String part : new String[]{"FileType", "FileName", "FileContent"}) {
            DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(withFile(body, "text/plain", "eA==").without(part)).send()).naming(part);
        }
        DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(withFile(body, "text/plain", "e")).send()).naming("FileContent");
        DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(withFile(body, "TEXT/PLAIN", "eA==")).send()).naming("FileType");
        DeskRefusal.expect(400, "InvalidRequest", desk.agent().say(withFile(body, "text/plain", "eA==").with("FileName", "a/b")).send())
                .naming("FileName");
        DeskRefusal.expect(400, "MessageTooLong", desk.agent().say(chat, "x".repeat(Desk.LONGEST_TEXT + 1)).send()).naming("MessageText");
        assertThat(desk.agent().reads(chat)).as("nothing was stored").hasSize(1);
        assertThat(desk.agent().say(chat, "\uD83D\uDE00".repeat(Desk.LONGEST_TEXT)).send().statusCode()).as("just not too long").isEqualTo(200);
    }

    @Test
    @Override
    public void sendMessage401() throws ApiException {
        DeskDoor.unauthorized(desk.agent().say(desk.openChat(), "x"));
    }

    @Test
    @Override
    public void sendMessage403() throws ApiException {
        long open = desk.openChat();
        DeskRefusal.expect(403, "NotAllowed", desk.colleague().say(open, "x").send()).naming("ChatID");
        DeskRefusal.expect(403, "NotAllowed", desk.agent().say(desk.waitingChat(), "x").send()).naming("ChatID");
        assertThat(desk.agent().reads(open)).as("nothing was stored").hasSize(1);
    }

    @Test
    @Override
    public void sendMessage404() throws ApiException {
        unknownAndForeign(desk.openChat(), chat -> desk.agent().say(chat, "x"), chat -> Desk.stranger().say(chat, "x"));
    }

    @Test
    @Override
    public void sendMessage406() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.notAcceptable(desk.agent().say(chat, "x"));
        assertThat(desk.agent().reads(chat)).as("nothing was stored").hasSize(1);
    }

    @Test
    @Override
    public void sendMessage409() throws ApiException {
        DeskRefusal.expect(409, "ChatNotAssigned", Desk.manager().say(desk.waitingChat(), "x").send()).naming("ChatID");
        long closed = desk.closedChat();
        DeskRefusal.expect(409, "ChatClosed", desk.agent().say(closed, "x").send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatClosed", Desk.manager().say(closed, "x").send()).naming("ChatID");
    }

    @Test
    @Override
    public void sendMessage413() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.tooLarge(desk.agent().say(chat, "x"));
        DeskRefusal.expect(413, "FileTooLarge", desk.agent().say(withFile(JsonBody.of(Map.of("ChatID", chat)), "text/plain",
                Base64.getEncoder().encodeToString(new byte[LARGEST_FILE + 1]))).send()).naming("FileContent");
        DeskRefusal.expect(413, "FileTooLarge", desk.agent().say(withFile(JsonBody.of(Map.of("ChatID", chat)), "text/plain",
                Base64.getEncoder().encodeToString("x".repeat(Desk.LARGEST_FILE + 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))).send())
                .naming("FileContent");
        assertThat(desk.agent().reads(chat)).as("nothing was stored").hasSize(1);
    }

    @Test
    @Override
    public void sendMessage415() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.unsupportedMediaType(desk.agent().say(chat, "x"));
        DeskRefusal.expect(415, "FileTypeNotAllowed",
                desk.agent().say(withFile(JsonBody.of(Map.of("ChatID", chat)), "application/zip", "eA==")).send()).naming("FileType");
        String pdf = Base64.getEncoder().encodeToString("%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        JsonBody lying = withFile(JsonBody.of(Map.of("ChatID", chat)), "text/plain", pdf);
        DeskRefusal.expect(415, "FileTypeNotAllowed", desk.agent().say(lying).send()).naming("FileType");
        DeskRefusal.expect(415, "FileTypeNotAllowed", desk.agent().say(lying.with("FileType", "image/png")).send()).naming("FileType");
        DeskRefusal.expect(415, "FileTypeNotAllowed",
                desk.agent().say(lying.with("FileType", "application/pdf").with("FileName", "kept out by the channel.pdf")).send()).naming("FileType");
        assertThat(desk.agent().reads(chat)).as("nothing was stored").hasSize(1);
    }

    @Test
    @Override
    public void closeChat200() throws ApiException {
        long chat = desk.openChat();

        Chat closed = desk.agent().chats().closeChat(DeskClient.VERSION, chat).getChat();

        assertThat(closed.getChatStatusID()).isEqualTo(ChatStatus.CLOSED);
        assertThat(closed.getClosedAt()).isNotNull();
        assertThat(closed.getAgentID()).isEqualTo(desk.agent().agent().id());
        assertThat(desk.chat(chat)).isEqualTo(closed);
        long waiting = desk.waitingChat();
        Chat unassigned = Desk.manager().chats().closeChat(DeskClient.VERSION, waiting).getChat();
        assertThat(unassigned.getChatStatusID()).as("a Manager closes an unassigned one").isEqualTo(ChatStatus.CLOSED);
        assertThat(unassigned.getAgentID()).isNull();
    }

    @Test
    @Override
    public void closeChat400() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.invalidVersion(desk.agent().close(chat));
        DeskDoor.unknownParameter(desk.agent().close(chat));
        DeskDoor.badChatId(desk.agent().post("CloseChat"));
        assertThat(desk.chat(chat).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.OPEN);
    }

    @Test
    @Override
    public void closeChat401() throws ApiException {
        DeskDoor.unauthorized(desk.agent().close(desk.openChat()));
    }

    @Test
    @Override
    public void closeChat403() throws ApiException {
        long open = desk.openChat();
        DeskRefusal.expect(403, "NotAllowed", desk.colleague().close(open).send()).naming("ChatID");
        DeskRefusal.expect(403, "NotAllowed", desk.agent().close(desk.waitingChat()).send()).naming("ChatID");
        assertThat(desk.chat(open).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.OPEN);
    }

    @Test
    @Override
    public void closeChat404() throws ApiException {
        unknownAndForeign(desk.openChat(), desk.agent()::close, Desk.stranger()::close);
    }

    @Test
    @Override
    public void closeChat406() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.notAcceptable(desk.agent().close(chat));
        assertThat(desk.chat(chat).getChatStatusID()).as("nothing was changed").isEqualTo(ChatStatus.OPEN);
    }

    @Test
    @Override
    public void closeChat409() throws ApiException {
        long closed = desk.closedChat();
        DeskRefusal.expect(409, "ChatClosed", desk.agent().close(closed).send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatClosed", Desk.manager().close(closed).send()).naming("ChatID");
        // Who never held it is told so first.
        DeskRefusal.expect(403, "NotAllowed", desk.colleague().close(closed).send()).naming("ChatID");
    }

    /** 404 for an unknown chat, and the very same for one in a department that is not the caller's. */
    static void unknownAndForeign(long foreign, LongFunction<Call> own, LongFunction<Call> stranger) {
        var unknown = own.apply(UNKNOWN).send();
        DeskRefusal.expect(404, "NotFound", unknown).naming("ChatID");
        var hidden = stranger.apply(foreign).send();
        DeskRefusal.expect(404, "NotFound", hidden).naming("ChatID");
        assertThat(hidden.asString()).as("foreign and unknown answer alike").isEqualTo(unknown.asString());
    }

    private static JsonBody withFile(JsonBody body, String type, String content) {
        return body.with("FileType", type).with("FileName", "note.txt").with("FileContent", content);
    }

    private static Call without(Call call, String parameter) {
        Map<String, Object> query = new java.util.LinkedHashMap<>(call.query());
        query.remove(parameter);
        return new Call(call.method(), call.url(), query, call.token(), call.accept(), call.contentType(), call.body());
    }

    @Test
    @Override
    public void events200() throws ApiException {
        try (EventStream stream = EventStream.open(SharedServer.get(), desk.agent().session(), null)) {
            long chat = desk.waitingChat();
            assertThat(stream.next(event -> event.isOfChat(chat)).id()).isPositive();
        }
    }

    @Test
    @Override
    public void events400() {
        DeskDoor.invalidVersion(events());
        DeskDoor.unknownParameter(events());
        for (String wrong : new String[]{"", "-1", "x", "1.5", "+1", "0x1", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", events().withHeader("Last-Event-ID", wrong).send()).naming("Last-Event-ID");
        }
    }

    @Test
    @Override
    public void events401() {
        DeskDoor.unauthorized(events());
    }

    @Test
    @Override
    public void events406() {
        DeskDoor.notAcceptable(events());
        DeskDoor.notAcceptable(events().withAccept("application/json"));
        for (String wrong : new String[]{"application/json", "text/event-stream;q=0, */*", "text/html"}) {
            DeskRefusal.expect(406, "NotAcceptable", events().withAccept(wrong).send());
        }
    }

    private Call events() {
        return desk.agent().get("Events").withAccept("text/event-stream");
    }

}
