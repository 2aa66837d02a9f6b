package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.model.MessageTypeName;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is no party of a conversation learns nothing of it and changes nothing: unknown and foreign answer alike, whatever is sent. */
class ForeignConversationIT {

    private static final Map<String, ?> FITS_ALL = Map.of("reason", "x", "queue", Map.of("id", "7"), "agent", Map.of("id", "7", "name", "Kim"),
            "status", "x", "url", "https://x.test/", "code", "x", "developerMessage", "x");

    private static PartyLine line;
    private static UUID open;
    private static UUID over;

    @BeforeAll
    static void open() {
        line = PartyLine.withBot("custom_bot", "custom_agent");
        open = line.start(line.opening("Hello").with("messageId", "opening"));
        over = line.start();
        line.customer.accepted(line.customer.says(over, "conversation.end"));
    }

    /** Strangers of every role, and the agents of the orchestration, who are no party before the bot hands over. */
    static Stream<Player> outsiders() {
        return Stream.concat(Stream.of("customer", "custom_bot", "egain_bot", "custom_agent", "egain_agent").map(PartyLine::player),
                Stream.of(line.agent));
    }

    @ParameterizedTest
    @MethodSource("outsiders")
    void whoIsNoPartyFindsNoConversation(Player outsider) {
        for (MessageTypeName type : MessageTypeName.values()) {
            Response unknown = outsider.send(message(outsider, UUID.randomUUID(), type));
            for (UUID conversation : List.of(open, over)) {
                Response foreign = outsider.send(message(outsider, conversation, type));
                assertThat(foreign.statusCode()).isEqualTo(400);
                assertThat(foreign.asString()).as(type.getValue()).isEqualTo(unknown.asString());
            }
            assertThat(unknown.<String>path("code")).as(type.getValue()).isIn("400-121", "400-631");
            if (unknown.path("code").equals("400-121")) {
                Refusal.expect("400-121", unknown).naming("messages.message[0].conversation.id");
            }
        }
        String nowhere = outsider.fetching(UUID.randomUUID()).send().asString();
        for (UUID conversation : List.of(open, over)) {
            Response foreign = outsider.fetching(conversation).send();
            Refusal.expect("404-101", foreign);
            assertThat(foreign.asString()).isEqualTo(nowhere);
        }
        nothingHasChanged();
    }

    @Test
    void whoPlaysNoSuchPartIsToldSoBeforeAnythingElse() {
        for (String role : List.of("customer", "custom_agent", "egain_agent", "egain_bot")) {
            Refusal.expect("403-102", line.bot.send(line.bot.text(open, "x").with("sender.type", role))).naming("messages.message[0].sender.type");
        }
    }

    private static JsonBody message(Player player, UUID conversation, MessageTypeName type) {
        JsonBody message = player.says(conversation, type.getValue()).with("parent", Map.of("messageId", "opening")).with("messageId", "m");
        return switch (type) {
            case TEXT -> message.with("content", Map.of("text", "x"));
            case CUSTOMER_INFO -> message.with("content", Map.of("json", Map.of("name", "Nobody")));
            default -> message.with("content", Map.of("json", FITS_ALL));
        };
    }

    /** It still is as it was: the next message goes where it went before, and nothing came between. */
    private static void nothingHasChanged() {
        String marker = dev.ringdown.conformance.fixture.Unique.name("marker");
        line.customer.accepted(line.customer.text(open, marker));
        assertThat(line.bot.textsUpTo(open, marker)).as("only texts of the customer").allMatch(text -> text.equals("Hello") || text.startsWith("marker"));
        assertThat(line.bot.getsText(open, marker).at("/conversation/customer").isMissingNode()).isTrue();
        assertThat(line.customer.got(open)).isEmpty();
        assertThat(line.agent.got(open)).isEmpty();
        assertThat(PartyLine.list(line.customer.transcript(over).at("messages.message"))).hasSize(2);
    }
}
