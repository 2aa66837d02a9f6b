package dev.ringdown.desk.day;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An agent at work. What an agent does must be answered with 200, unless it is said to be refused. */
public final class Seat {

    private static final String PASSWORD = "a horse, a battery";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Instance instance;
    private final String session;
    private final JsonNode agent;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private Seat(Instance instance, JsonNode logon) {
        this.instance = instance;
        session = logon.get("SessionToken").asText();
        agent = logon.get("Agent");
        instance.sits(this);
    }

    static Seat logOn(Instance instance, String email, String password) {
        return new Seat(instance, instance.desk("POST", "AgentLogon", null, Map.of("EmailAddress", email, "Password", password)).expecting(200).json());
    }

    /** Somebody who has not logged on yet. */
    public record Newcomer(String email) {
    }

    /** Creates an agent, who sets a password by the address that the Manager passes on. */
    public Newcomer hires(String name, long... departments) {
        String email = name.toLowerCase(Locale.ROOT) + "@karoo.test";
        String url = does("CreateAgent", Map.of("AgentName", name, "EmailAddress", email, "RoleID", 1, "DepartmentIDs", departments)).get("ResetURL").asText();
        instance.desk("POST", "SetPassword", null, Map.of("ResetCode", url.substring(url.indexOf("code=") + "code=".length()), "Password", PASSWORD))
                .expecting(200);
        return new Newcomer(email);
    }

    public Seat logsOn(Newcomer newcomer) {
        return logOn(instance, newcomer.email, PASSWORD);
    }

    public long id() {
        return agent.get("AgentID").asLong();
    }

    void keepsAlive() {
        asks("KeepAlive");
    }

    // Calls

    public JsonNode does(String operation, Map<String, ?> body) {
        return instance.desk("POST", operation, session, body).expecting(200).json();
    }

    public JsonNode does(String operation, Object... query) {
        return instance.desk("POST", operation, session, null, query).expecting(200).json();
    }

    public JsonNode asks(String operation, Object... query) {
        return instance.desk("GET", operation, session, null, query).expecting(200).json();
    }

    /** @param code of the 409 */
    public void isRefused(String code, String operation, Map<String, ?> body) {
        assertEquals(code, instance.desk("POST", operation, session, body).expecting(409).json().get("ErrorCode").asText());
    }

    public void isRefusedToLogOff() {
        assertEquals("OpenChatsHeld", instance.desk("GET", "AgentLogoff", session, null).expecting(409).json().get("ErrorCode").asText());
    }

    // Chats

    /** The chat that the customer waits in, as soon as it is there. */
    public long waiting(Customer customer) {
        return find("UnassignedChats", customer);
    }

    public long closed(Customer customer) {
        return find("ClosedChats", customer);
    }

    private long find(String list, Customer customer) {
        return await(customer.name() + " in " + list).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(LONGEST_WAIT).until(() ->
                        stream(asks("GetChats").get(list)).filter(chat -> customer.mobileNumber().equals(chat.at("/Customer/MobileNumber").asText()))
                                .map(chat -> chat.get("ChatID").asLong()).findFirst(), Optional::isPresent).get();
    }

    /** A chat as it is now. */
    public JsonNode chat(long chat) {
        JsonNode lists = asks("GetChats", "ChatID", chat);
        return Stream.of("UnassignedChats", "OpenChats", "ClosedChats").flatMap(list -> stream(lists.get(list))).findFirst()
                .orElseThrow(() -> new AssertionError("The chat " + chat + " is not shown"));
    }

    public List<String> tags(long chat) {
        return stream(chat(chat).get("Tags")).map(tag -> tag.get("TagName").asText()).toList();
    }

    public void grabs(long chat) {
        does("GrabChat", "ChatID", chat);
    }

    public void says(long chat, String text) {
        does("SendMessage", Map.of("ChatID", chat, "MessageText", text));
    }

    public void sendsFile(long chat, String text, String fileName, String content) {
        does("SendMessage", Map.of("ChatID", chat, "MessageText", text, "FileName", fileName, "FileType", "text/plain", "FileContent",
                Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))));
    }

    public void closes(long chat) {
        does("CloseChat", "ChatID", chat);
    }

    /** The messages of a chat, the oldest first: who has sent them, and what they say. */
    public List<String> reads(long chat) {
        List<String> messages = new ArrayList<>(stream(messages(chat)).map(Seat::line).toList());
        Collections.reverse(messages);
        return messages;
    }

    private JsonNode messages(long chat) {
        return asks("GetMessages", "ChatID", chat).get("Messages");
    }

    private static String line(JsonNode message) {
        String sender = message.has("SenderName") ? message.get("SenderName").asText() : message.get("SenderType").asText();
        String files = String.join(", ", stream(message.get("Attachments")).map(file -> file.get("FileName").asText()).toList());
        String text = message.has("MessageText") ? message.get("MessageText").asText() : "";
        return sender + ": " + text + (files.isEmpty() ? "" : "[" + files + "]");
    }

    /** The file that came with the latest message of a chat. */
    public byte[] downloadsLatestFile(long chat) {
        return instance.desk("GET", "GetAttachment", session, null, "MessageID", messages(chat).get(0).get("MessageID").asLong()).expecting(200).body();
    }

    /** A chat as CSV. */
    public String exports(long chat) {
        return instance.desk("GET", "ExportChat", session, null, "ChatID", chat).expecting(200).text();
    }

    /** Opens the event stream. */
    public void listens() {
        instance.follow(session, events::add);
    }

    /** Waits until the event stream has told these states of a chat, and no others; one that it tells again is told once. */
    public void hears(long chat, Integer... states) {
        await("states of the chat " + chat).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(LONGEST_WAIT)
                .until(() -> heardOf(chat), List.of(states)::equals);
    }

    private List<Integer> heardOf(long chat) {
        List<Integer> states = new ArrayList<>();
        for (JsonNode event : events) {
            int state = event.at("/Chat/ChatStatusID").asInt();
            if (event.at("/Chat/ChatID").asLong() == chat && (states.isEmpty() || states.get(states.size() - 1) != state)) {
                states.add(state);
            }
        }
        return states;
    }

    public void logsOff() {
        asks("AgentLogoff");
        instance.leaves(this);
    }

    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
