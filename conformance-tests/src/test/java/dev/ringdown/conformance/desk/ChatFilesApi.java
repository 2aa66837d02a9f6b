package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.Attachment;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.SendMessageRequest;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every status of the operations that answer with files: GetAttachment, ExportChat. */
abstract class ChatFilesApi extends ChatTransfersApi {

    private static final byte[] NOTE = "Parcel 7712, 1 of 1\n".getBytes(StandardCharsets.UTF_8);
    private static final String NOTE_BASE64 = Base64.getEncoder().encodeToString(NOTE);
    private static final DateTimeFormatter SENT_AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static Desk desk;

    @BeforeAll
    static void openForFiles() {
        desk = Desk.open();
    }

    private static Call attachment(Seat by, Object message) {
        return by.get("GetAttachment").withQuery("MessageID", message).withAccept("*/*");
    }

    private static Call export(Seat by, Object chat) {
        return by.get("ExportChat").withQuery("ChatID", chat).withAccept("text/csv");
    }

    /** The agent sends a file into an open chat; its MessageID. */
    private static long note(long chat) throws ApiException {
        return desk.agent().chats().sendMessage(DeskClient.VERSION, new SendMessageRequest().chatID(chat).fileType("text/plain").fileName("note.txt")
                .fileContent(NOTE_BASE64)).getMessageID();
    }

    @Test
    @Override
    public void getAttachment200() throws ApiException, IOException {
        long chat = desk.openChat();
        long message = note(chat);

        File file = desk.agent().chats().getAttachment(DeskClient.VERSION, message, null);

        assertThat(Files.readAllBytes(file.toPath())).isEqualTo(NOTE);
        Response raw = attachment(desk.colleague(), message).send();
        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(raw.asByteArray()).isEqualTo(NOTE);
        assertThat(raw.header("Content-Type")).startsWith("text/plain");
        assertThat(raw.header("Content-Disposition")).isEqualTo("attachment; filename=\"note.txt\"");
        assertThat(raw.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(raw.header("Cache-Control")).contains("no-store");
    }

    @Test
    void whatACustomerSendsComesAsItIsOrAsBytes() throws ApiException {
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "Hello");
        long chat = desk.chatOf(customer).getChatID();
        byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        String text = desk.connector().uploads("a.txt", "text/plain", NOTE);
        String html = desk.connector().uploads("b.html", "text/html", page);
        desk.connector().accepted(Connector.further(conversation, "two files").with("attachments",
                Map.of("attachment", List.of(Map.of("id", text, "name", "a.txt"), Map.of("id", html, "name", "b.html"),
                        Map.of("name", "c.txt", "url", "https://files.example.com/c.txt")))));

        Message message = desk.agent().reads(chat).get(0);

        assertThat(message.getAttachments()).extracting(Attachment::getAttachmentNumber).containsExactly(1, 2, 3);
        assertThat(message.getAttachments()).extracting(Attachment::getFileURL).containsExactly(null, null, URI.create("https://files.example.com/c.txt"));
        assertThat(attachment(desk.agent(), message.getMessageID()).withQuery("AttachmentNumber", 1).send().asByteArray()).isEqualTo(NOTE);
        Response second = attachment(desk.agent(), message.getMessageID()).withQuery("AttachmentNumber", 2).send();
        assertThat(second.asByteArray()).isEqualTo(page);
        assertThat(second.header("Content-Type")).as("nothing that a browser would run").isEqualTo("application/octet-stream");
        DeskRefusal.expect(404, "NotFound", attachment(desk.agent(), message.getMessageID()).withQuery("AttachmentNumber", 3).send())
                .naming("AttachmentNumber");
    }

    @Test
    @Override
    public void getAttachment400() throws ApiException {
        long message = note(desk.openChat());
        Call call = attachment(desk.agent(), message);
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("MessageID", wrong).send()).naming("MessageID");
        }
        for (String wrong : new String[]{"", "0", "-1", "101", "x"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("AttachmentNumber", wrong).send()).naming("AttachmentNumber");
        }
    }

    @Test
    @Override
    public void getAttachment401() throws ApiException {
        DeskDoor.unauthorized(attachment(desk.agent(), note(desk.openChat())));
    }

    @Test
    @Override
    public void getAttachment404() throws ApiException {
        long message = note(desk.openChat());
        Response unknown = attachment(desk.agent(), UNKNOWN).send();
        DeskRefusal.expect(404, "NotFound", unknown).naming("MessageID");
        assertThat(attachment(Desk.stranger(), message).send().asString()).as("foreign and unknown answer alike").isEqualTo(unknown.asString());
        DeskRefusal.expect(404, "NotFound", attachment(desk.agent(), message).withQuery("AttachmentNumber", 2).send()).naming("AttachmentNumber");
    }

    @Test
    void aFileThatItsCustomerHasDeletedIsGone() throws ApiException {
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "Hello");
        long chat = desk.chatOf(customer).getChatID();
        String asset = desk.connector().uploads("a.txt", "text/plain", NOTE);
        desk.connector().accepted(Connector.further(conversation, "a file").with("messageId", "file")
                .with("attachments", Map.of("attachment", List.of(Map.of("id", asset, "name", "a.txt")))));
        long message = desk.agent().reads(chat).get(0).getMessageID();
        assertThat(attachment(desk.agent(), message).send().statusCode()).isEqualTo(200);

        desk.connector().accepted(Connector.in(conversation, "delete.soft", "customer").with("parent", Map.of("messageId", "file")));

        DeskRefusal.expect(404, "NotFound", attachment(desk.agent(), message).send());
        Message place = desk.agent().reads(chat).get(0);
        assertThat(place.getMessageID()).as("its place is kept").isEqualTo(message);
        assertThat(place.getMessageText()).isNull();
        assertThat(place.getAttachments()).isEmpty();
    }

    @Test
    @Override
    public void getAttachment406() throws ApiException {
        long message = note(desk.openChat());
        DeskDoor.notAcceptable(attachment(desk.agent(), message));
        DeskRefusal.expect(406, "NotAcceptable", attachment(desk.agent(), message).withAccept("image/png").send());
        assertThat(attachment(desk.agent(), message).withAccept("text/plain").send().statusCode()).isEqualTo(200);
    }

    @Test
    @Override
    public void exportChat200() throws ApiException, IOException {
        long chat = desk.openChat();
        note(chat);
        desk.agent().says(chat, "=HYPERLINK(\"http://evil.test\")");
        desk.agent().says(chat, "says \"no\", and\r\nmore");

        File csv = desk.agent().chats().exportChat(DeskClient.VERSION, chat);

        String text = Files.readString(csv.toPath());
        List<Message> messages = desk.agent().reads(chat);
        String agent = desk.agent().agent().name();
        assertThat(text).isEqualTo(String.join("\r\n",
                "ChatID,MessageID,SentAt,Direction,SenderType,SenderName,MessageText,FileType,FileName",
                line(chat, messages.get(3)) + "In,Customer," + messages.get(3).getSenderName() + ",Hello,,",
                line(chat, messages.get(2)) + "Out,Agent," + agent + ",,text/plain,note.txt",
                line(chat, messages.get(1)) + "Out,Agent," + agent + ",\"'=HYPERLINK(\"\"http://evil.test\"\")\",,",
                line(chat, messages.get(0)) + "Out,Agent," + agent + ",\"says \"\"no\"\", and\r\nmore\",,", ""));
        Response raw = export(desk.colleague(), chat).send();
        assertThat(raw.header("Content-Type")).startsWith("text/csv");
        assertThat(raw.header("Content-Disposition")).isEqualTo("attachment; filename=\"chat-" + chat + ".csv\"");
        assertThat(raw.asString()).isEqualTo(text);
    }

    private static String line(long chat, Message message) {
        return chat + "," + message.getMessageID() + "," + SENT_AT.format(message.getSentAt()) + ",";
    }

    @Test
    @Override
    public void exportChat400() throws ApiException {
        DeskDoor.invalidVersion(export(desk.agent(), desk.waitingChat()));
        DeskDoor.unknownParameter(export(desk.agent(), desk.waitingChat()));
        DeskDoor.badChatId(desk.agent().get("ExportChat").withAccept("text/csv"));
    }

    @Test
    @Override
    public void exportChat401() throws ApiException {
        DeskDoor.unauthorized(export(desk.agent(), desk.waitingChat()));
    }

    @Test
    @Override
    public void exportChat404() throws ApiException {
        ChatsApiIT.unknownAndForeign(desk.waitingChat(), id -> export(desk.agent(), id), id -> export(Desk.stranger(), id));
    }

    @Test
    @Override
    public void exportChat406() throws ApiException {
        DeskDoor.notAcceptable(export(desk.agent(), desk.waitingChat()));
    }
}
