package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again does nothing again, and of a request all is done or nothing (contract, {@code sendMessage}). */
class RepeatedMessagesIT {

    private static PartyLine line;

    @BeforeAll
    static void open() {
        line = PartyLine.withBot("custom_bot", "custom_agent");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "customer | customer.info       | {'name':'Dana'}",
        "customer | delete.soft         | {}",
        "customer | delete.permanent    | {}",
        "customer | conversation.end    | {}",
        "agent    | conversation.end    | {}",
        "agent    | agent.join          | {}",
        "agent    | agent.transfer      | {'agent':{'id':'7','name':'Kim'}}",
        "agent    | queue.transfer      | {'queue':{'id':'7'}}",
        "agent    | escalation.transfer | {'reason':'x'}",
        "agent    | agent.unavailable   | {'reason':'x'}",
        "agent    | customer.info       | {'name':'Dana'}",
        "bot      | customer.info       | {'name':'Dana'}",
    })
    void whatSteersAConversationDoesSoOnce(String who, String type, String json) {
        Player sender = who.equals("customer") ? line.customer : who.equals("agent") ? line.agent : line.bot;
        String opening = Unique.name("opening");
        UUID conversation = line.escalated(line.start(line.opening("Hello").with("messageId", opening)));
        JsonBody message = sender.says(conversation, type, parsed(json)).with("messageId", "m").with("parent", Map.of("messageId", opening));

        List<JsonNode> once = sender.accepted(message);

        assertThat(sender.accepted(message)).isEqualTo(once);
        Refusal.expect("400-124", sender.send(message.with("attributes", Map.of("attribute", List.of())))).naming("messages.message[0].messageId");
        Refusal.expect("400-124", sender.send(message.with("sender.participant", Map.of("name", "Somebody else"))));
        endedOnceWith(conversation, type, once.get(0));
        assertThat(sender.accepted(message)).as("also after the end").isEqualTo(once);
    }

    @Test
    void aBotThatHandsOverTwiceUnderOneIdHasDoneItOnce() {
        UUID conversation = line.start();
        JsonBody escalation = line.bot.says(conversation, "escalation.transfer", Map.of("reason", "x")).with("messageId", "m");
        List<JsonNode> once = line.bot.accepted(escalation);
        assertThat(line.bot.accepted(escalation)).isEqualTo(once);
        Refusal.expect("400-124", line.bot.send(escalation.with("content.json.reason", "y")));
        endedOnceWith(conversation, "escalation.transfer", once.get(0));
        assertThat(types(line.agent, conversation)).containsExactly("text", "escalation.transfer", "conversation.end");
        assertThat(types(line.customer, conversation)).containsExactly("conversation.state");
    }

    @Test
    void anUndoThatComesAgainTakesNoLaterDeletionBack() {
        String opening = Unique.name("opening");
        UUID conversation = line.start(line.opening("Hello").with("messageId", opening));
        JsonBody delete = line.customer.says(conversation, "delete.soft").with("parent", Map.of("messageId", opening));
        JsonBody undo = delete.with("type.value", "undo").with("messageId", "undo");
        line.customer.accepted(delete, undo);
        line.customer.accepted(delete.with("messageId", "again"));
        line.customer.accepted(undo);
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        assertThat(PartyLine.list(line.customer.transcript(conversation).at("messages.message")).get(0).at("/type/value").asText())
                .as("the opening is hidden").isEqualTo("delete.soft");
    }

    @Test
    void customerDataThatComesAgainReplacesNothingThatCameMeanwhile() {
        UUID conversation = line.start();
        JsonBody first = line.customer.says(conversation, "customer.info", Map.of("name", "Dana")).with("messageId", "first");
        line.customer.accepted(first);
        line.customer.accepted(line.customer.says(conversation, "customer.info", Map.of("name", "Dana Reyes")));
        line.customer.accepted(first);
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        assertThat(line.customer.transcript(conversation).at("customer.name").asText()).isEqualTo("Dana Reyes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "type", "asset", "parent", "conversation", "length"})
    void ofARequestAllIsDoneOrNothing(String wrong) {
        String opening = Unique.name("opening");
        UUID conversation = line.start(line.opening("Hello").with("messageId", opening));
        UUID other = line.start();
        JsonBody text = line.customer.text(conversation, "not said").with("messageId", "m");
        JsonBody info = line.customer.says(conversation, "customer.info", Map.of("name", "Nobody")).with("messageId", "i");
        JsonBody bad = switch (wrong) {
            case "text" -> line.customer.says(conversation, "text");
            case "type" -> line.customer.says(conversation, "agent.join");
            case "asset" -> text.with("messageId", "n").with("attachments", Map.of("attachment", List.of(Map.of("id", UUID.randomUUID()))));
            case "parent" -> line.customer.says(conversation, "undo").with("parent", Map.of("messageId", opening));
            case "conversation" -> line.customer.text(UUID.randomUUID(), "x");
            case "length" -> line.customer.text(conversation, "x".repeat(10_001));
            default -> throw new AssertionError(wrong);
        };
        assertThat(line.customer.send(line.customer.says(conversation, "typing.start"), text, bad, info).asString()).contains("messages.message[2]");
        assertThat(line.customer.send(line.customer.says(other, "conversation.end"), info, bad).asString()).contains("messages.message[2]");
        assertThat(line.customer.send(line.customer.says(conversation, "delete.permanent").with("parent", Map.of("messageId", opening)),
                line.customer.says(conversation, "typing.end"), bad).asString()).contains("messages.message[2]");

        // Had they been stored, this would be other content under the same id.
        line.customer.accepted(text.with("content.text", "said"), info.with("content.json.name", "Dana"), line.customer.text(other, "it goes on"));
        line.customer.accepted(line.customer.says(conversation, "customer.active"));
        line.bot.getsType(conversation, "customer.active");
        line.bot.getsText(other, "it goes on");
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        JsonBody transcript = line.customer.settledTranscript(conversation);
        assertThat(types(transcript)).containsExactly("text", "text", "customer.info", "conversation.end");
        assertThat(transcript.at("customer.name").asText()).isEqualTo("Dana");
        assertThat(transcript.at("messages.message.0.content.text").asText()).isEqualTo("Hello");
        assertThat(types(line.bot, conversation)).containsExactlyInAnyOrder("text", "text", "customer.info", "customer.active", "conversation.end");
    }

    /** Ends it if it goes on, and looks whether the message stands in the transcript once and arrived once. */
    private static void endedOnceWith(UUID conversation, String type, JsonNode receipt) {
        line.customer.send(line.customer.says(conversation, "conversation.end"));
        JsonBody transcript = line.customer.settledTranscript(conversation);
        assertThat(PartyLine.list(transcript.at("messages.message")).stream().filter(message -> message.at("/type/value").asText().equals(type)
                && !message.at("/sender/type").asText().equals("system") && !message.at("/id").equals(receipt.at("/id"))).toList())
                .as("only the end that followed").hasSizeLessThanOrEqualTo(type.equals("escalation.transfer") ? 1 : 0);
        assertThat(types(transcript).stream().filter("conversation.end"::equals)).hasSize(1);
        for (Player player : List.of(line.customer, line.bot, line.agent)) {
            assertThat(types(player, conversation).stream().filter(type::equals).count()).as("%s to %s", type, player)
                    .isLessThanOrEqualTo(type.equals("escalation.transfer") && player == line.agent ? 2 : 1);
        }
    }

    private static List<String> types(JsonBody transcript) {
        return PartyLine.list(transcript.at("messages.message")).stream().map(message -> message.at("/type/value").asText()).toList();
    }

    private static List<String> types(Player player, UUID conversation) {
        return player.got(conversation).stream().map(message -> message.at("/type/value").asText()).toList();
    }

    private static Map<String, Object> parsed(String json) {
        return new com.fasterxml.jackson.databind.ObjectMapper().convertValue(JsonBody.parse(json.replace('\'', '"')).tree(),
                new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() { });
    }
}
