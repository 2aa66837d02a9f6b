package dev.ringdown.desk.day;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;

/** Somebody who writes on a line, and what has come back: texts as they are, files as {@code [file name: content]}, all else as its type in brackets. */
public final class Customer {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Line line;
    private final String name;
    private final String mobileNumber;
    private final List<String> got = new CopyOnWriteArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private String conversation;

    Customer(Line line, String name, String mobileNumber) {
        this.line = line;
        this.name = name;
        this.mobileNumber = mobileNumber;
    }

    public String name() {
        return name;
    }

    public String mobileNumber() {
        return mobileNumber;
    }

    /** In the conversation that goes on, else in a new one. */
    public void writes(String text) {
        if (conversation != null && over.contains(conversation)) {
            conversation = null;
        }
        conversation = line.send(this, conversation, "text", Map.of("content", Map.of("text", text)));
    }

    public void sendsFile(String fileName, String contentType, byte[] content) {
        String asset = line.uploads(fileName, contentType, content);
        line.send(this, conversation, "text", Map.of("attachments", Map.of("attachment", List.of(Map.of("id", asset)))));
    }

    public void leaves() {
        line.send(this, conversation, "conversation.end", Map.of());
        conversation = null;
    }

    /** Leaves the conversation as if the device had forgotten it: the next message starts anew. */
    public void forgetsTheConversation() {
        conversation = null;
    }

    /** Waits until as much has come, and nothing else than this after all that was waited for before. */
    public void reads(String... more) {
        expected.addAll(List.of(more));
        try {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(LONGEST_WAIT).until(() -> got.size() >= expected.size());
        } catch (ConditionTimeoutException e) {
            // What is missing is told below.
        }
        assertEquals(expected, List.copyOf(got), name);
    }

    /** As {@link #reads} of nothing more. */
    public void hasReadAll() {
        assertEquals(expected, List.copyOf(got), name);
    }

    void gets(JsonNode message) {
        String type = message.at("/type/value").asText();
        if (type.equals("conversation.end")) {
            over.add(message.at("/conversation/id").asText());
        }
        if (!type.equals("text")) {
            JsonNode status = message.at("/content/json/status");
            got.add("[" + type + (status.isTextual() ? " " + status.asText() : "") + sender(message) + "]");
            return;
        }
        if (message.at("/content/text").isTextual()) {
            got.add(message.at("/content/text").asText());
        }
        message.at("/attachments/attachment").forEach(file ->
                got.add("[" + file.get("name").asText() + ": " + line.downloads(file.get("id").asText()) + "]"));
    }

    private static String sender(JsonNode message) {
        JsonNode sender = message.at("/sender/participant/name");
        return sender.isTextual() ? " " + sender.asText() : "";
    }
}
