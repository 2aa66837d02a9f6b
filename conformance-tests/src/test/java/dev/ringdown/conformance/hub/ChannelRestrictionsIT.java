package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a channel does not carry, in both directions, and who is told of it in which words (contract, "Channel restrictions"). */
class ChannelRestrictionsIT {

    private static final String FIRST = "messages.message[0].";
    private static final Map<String, Object> HTML = Map.of("content", Map.of("text", "x", "html", "<b>x</b>"));
    private static final Map<String, Object> PICTURE = file("bird.JPEG", 100);
    private static final Map<String, Object> PROGRAM = file("bird.Exe", 100);
    private static final Map<String, Object> NAMELESS = file("bird", 100);
    private static final Map<String, Object> LARGE = file("bird.jpeg", 101);

    private static PartyLine players;

    /** One restriction, in either direction: what it bars, with the refusal and the text for it, and what it lets pass. */
    private enum Restriction {
        NO_ATTACHMENTS(Map.of("features", List.of("typing_events", "richText")),
                PICTURE, "400-634", "attachments.attachment[0]", "invalid", HTML),
        ATTACHMENTS_DISABLED(policy(Map.of("enabled", false)),
                PICTURE, "400-634", "attachments.attachment[0]", "invalid", HTML),
        EXTENSION_NOT_ALLOWED(policy(Map.of("type", "allow", "extensions", List.of("TXT", "jpeg"))),
                PROGRAM, "400-634", "attachments.attachment[0].name", "extension Exe", PICTURE),
        NO_EXTENSION(policy(Map.of("type", "allow", "extensions", List.of("txt", "jpeg"))),
                NAMELESS, "400-634", "attachments.attachment[0].name", "extension ", PICTURE),
        EXTENSION_BLOCKED(policy(Map.of("type", "block", "extensions", List.of("bat", "exe"))),
                PROGRAM, "400-634", "attachments.attachment[0].name", "extension Exe", NAMELESS),
        TOO_LARGE(policy(Map.of("enabled", true, "maxSize", 100)),
                LARGE, "400-634", "attachments.attachment[0].size", "size 100", PICTURE),
        NO_RICH_TEXT(Map.of("features", List.of("typing_events", "attachments")),
                HTML, "400-635", "content.html", "invalid", PICTURE);

        private final Map<String, ?> restriction;
        private final Map<String, Object> barred;
        private final String code;
        private final String field;
        private final String text;
        private final Map<String, Object> passes;

        Restriction(Map<String, ?> restriction, Map<String, Object> barred, String code, String field, String text, Map<String, Object> passes) {
            this.restriction = restriction;
            this.barred = barred;
            this.code = code;
            this.field = field;
            this.text = text;
            this.passes = passes;
        }
    }

    @BeforeAll
    static void open() {
        players = PartyLine.withoutBot("custom_agent");
    }

    @ParameterizedTest
    @EnumSource
    void whatAnAgentSendsThoughTheChannelDoesNotTakeItIsRefused(Restriction restriction) {
        PartyLine line = worded(Map.of("outbound", restriction.restriction));
        UUID conversation = line.start();
        JsonBody barred = changed(line.agent.text(conversation, "barred"), restriction.barred).with("messageId", "barred");

        Call call = line.agent.sending(barred);
        Response refused = call.withHeader("Accept-Language", "de").send();
        Refusal.expect(restriction.code, refused).naming(FIRST + restriction.field);
        assertThat(refused.<Object>path("userMessage")).isNull();
        String text = restriction.text.replace("invalid", "invalid to agent");
        assertThat(userMessage(call, "de-AT")).isEqualTo("de: " + text);
        assertThat(userMessage(call, "en-US")).isEqualTo("en: " + text);
        assertThat(userMessage(call, "fr")).isEqualTo("en: " + text);

        line.agent.accepted(changed(line.agent.text(conversation, "passes"), restriction.passes).with("messageId", "barred"));
        getsById(line.customer, conversation, "barred");
        assertThat(line.customer.got(conversation)).as("what was refused is not stored, and not sent").hasSize(1);
        line.customer.accepted(changed(line.customer.text(conversation, "The other direction is free"), restriction.barred).with("messageId", "free"));
        getsById(line.agent, conversation, "free");
    }

    @ParameterizedTest
    @EnumSource
    void whatACustomerSendsThoughTheChannelDoesNotTakeItIsKeptAsFailed(Restriction restriction) {
        PartyLine line = worded(Map.of("inbound", restriction.restriction));
        UUID conversation = line.start();
        JsonBody barred = changed(line.customer.text(conversation, "barred"), restriction.barred).with("messageId", "barred");

        List<JsonNode> receipts = line.customer.accepted(barred);

        JsonNode told = line.customer.gets(conversation, message -> message.at("/sender/type").asText().equals("system"));
        assertThat(told.at("/type/value").asText()).isEqualTo("text");
        assertThat(told.at("/content/text").asText()).isEqualTo("en: " + restriction.text.replace("invalid", "invalid to customer"));
        assertThat(line.customer.accepted(barred)).as("the same again").isEqualTo(receipts);
        Refusal.expect("400-124", line.customer.send(barred.with("sender.participant", Map.of("name", "Somebody else"))));
        // Nobody got it, so nobody hears that it is deleted.
        line.customer.accepted(line.customer.says(conversation, "delete.permanent").with("parent", Map.of("messageId", "barred")));
        line.customer.accepted(changed(line.customer.text(conversation, "passes"), restriction.passes).with("messageId", "passes"));
        getsById(line.agent, conversation, "passes");
        assertThat(types(line.agent, conversation)).containsExactly("text", "text");
        line.agent.accepted(changed(line.agent.text(conversation, "The other direction is free"), restriction.barred),
                line.agent.says(conversation, "conversation.end"));

        JsonBody transcript = line.agent.settledTranscript(conversation);
        assertThat(transcript.at("messages.message.1.id")).isEqualTo(receipts.get(0).at("/id"));
        assertThat(transcript.at("messages.message.1.status").asText()).isEqualTo("failed");
        assertThat(transcript.at("messages.message.1.sent").isMissingNode()).isTrue();
        assertThat(transcript.at("messages.message.1.recipients.recipient")).isEmpty();
        assertThat(PartyLine.list(transcript.at("messages.message")).stream().filter(message -> message.at("/sender/type").asText().equals("system")))
                .as("told once").hasSize(1);
        assertThat(types(line.customer, conversation)).containsExactly("text", "text", "conversation.end");
    }

    @ParameterizedTest
    @CsvSource({"inbound", "outbound"})
    void aTextHasAtMostSoManyCodePoints(String direction) {
        PartyLine line = worded(Map.of(direction, Map.of("maxTextLength", 5)));
        UUID conversation = line.start(line.opening("Hallo"));
        Player bound = direction.equals("inbound") ? line.customer : line.agent;
        Player other = direction.equals("inbound") ? line.agent : line.customer;
        String longest = "\uD83D\uDE42".repeat(5);

        JsonBody tooLong = bound.text(conversation, longest + "x");
        Refusal.expect("400-633", bound.send(tooLong)).naming(FIRST + "content.text").mentioning("5");
        assertThat(bound.send(tooLong).<Object>path("userMessage")).isNull();
        assertThat(userMessage(bound.sending(tooLong), "de")).isEqualTo("de: length 5");
        JsonBody html = tooLong.with("content", Map.of("html", "<b>xyz"));
        Refusal.expect("400-633", bound.send(html)).naming(FIRST + "content.html");
        bound.accepted(html.with("content", Map.of("html", "<b>xy")), html.with("content", Map.of("html", "<b>xyz</b>", "text", longest)));
        other.getsText(conversation, longest);
        other.accepted(other.text(conversation, "The other direction is free"));
        bound.getsText(conversation, "The other direction is free");
    }

    @ParameterizedTest
    @CsvSource({"richMessage.quickreply", "richMessage.timepicker", "richMessage.richlink", "richMessage.template", "richMessage.form",
        "richMessage.payment", "richMessage.app", "richMessage.authentication"})
    void onlyListedKindsOfRichMessagesPass(String type) {
        String kind = type.substring("richMessage.".length());
        PartyLine line = worded(Map.of("outbound", Map.of("richMessageTypes", List.of("listpicker")), "inbound", Map.of("features", List.of())));
        UUID conversation = line.start();
        JsonBody barred = line.agent.says(conversation, type, Map.of());
        Refusal.expect("400-635", line.agent.send(barred)).naming(FIRST + "type.value");
        assertThat(userMessage(line.agent.sending(barred), "de")).isEqualTo("de: invalid to agent");
        line.agent.accepted(line.agent.says(conversation, "richMessage.listpicker", Map.of()));
        assertThat(types(line.customer, conversation, "richMessage.listpicker")).containsExactly("richMessage.listpicker");
        PartyLine listed = worded(Map.of("outbound", Map.of("richMessageTypes", List.of(kind))));
        listed.agent.accepted(listed.agent.says(listed.start(), type, Map.of()));
    }

    @Test
    void whereNobodyCanLogInNobodyIsAskedTo() {
        PartyLine line = worded(Map.of("outbound", Map.of("midChatAuth", false)));
        UUID conversation = line.start();
        Refusal.expect("400-635", line.agent.send(line.agent.says(conversation, "richMessage.authentication", Map.of()))).naming(FIRST + "type.value");
        line.agent.accepted(line.agent.says(conversation, "richMessage.quickreply", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"inbound", "outbound"})
    void typingIsDroppedWithoutAWord(String direction) {
        PartyLine line = worded(Map.of(direction, Map.of("features", List.of("attachments", "richText"))));
        UUID conversation = line.start();
        Player bound = direction.equals("inbound") ? line.customer : line.agent;
        Player other = direction.equals("inbound") ? line.agent : line.customer;

        bound.accepted(bound.says(conversation, "typing.start"), bound.says(conversation, "typing.end"), bound.text(conversation, "typed"));
        other.getsText(conversation, "typed");
        other.accepted(other.says(conversation, "typing.start"));
        bound.getsType(conversation, "typing.start");
        if (bound.isCustomer()) {
            // No typing: it passes.
            bound.accepted(bound.says(conversation, "customer.active"));
            other.getsType(conversation, "customer.active");
        }
        assertThat(types(other, conversation)).doesNotContain("typing.start", "typing.end");
    }

    @Test
    void noTextOfTheHubsOwnGoesWhereSystemMessagesAreNotTaken() {
        PartyLine line = worded(Map.of("inbound", Map.of("attachmentPolicy", Map.of("enabled", false)), "outbound", Map.of("systemMessages", false)));
        UUID conversation = line.start();
        line.customer.accepted(changed(line.customer.text(conversation, "barred"), PICTURE));
        line.agent.accepted(line.agent.says(conversation, "agent.unavailable", Map.of("reason", "lunch", "text", "Back at one.")));
        line.customer.settledTranscript(conversation);
        assertThat(types(line.customer, conversation)).containsExactly("conversation.end");
    }

    // The language of the hub's own texts

    static Stream<Arguments> wishes() {
        Map<String, Object> german = Map.of("attributes", List.of(Map.of("name", "language", "value", "de-CH")));
        Map<String, Object> rubbish = Map.of("attributes", List.of(Map.of("name", "language", "value", "!!")));
        return Stream.of(
                //           customer's  Accept-Language    account's   then
                Arguments.of(german,     "en-US",           "en-US",    "de: "),
                Arguments.of(null,       "de-AT,en;q=0.5",  "en-US",    "de: "),
                Arguments.of(null,       "*",               "de",       "de: "),
                Arguments.of(rubbish,    null,              "de",       "de: "),
                Arguments.of(null,       null,              null,       "en: "),
                Arguments.of(null,       "sv",              "de",       "en: "));
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void theCustomerIsToldInItsLanguage(Map<String, Object> customer, String acceptLanguage, String accounts, String prefix) {
        PartyLine line = players.with(channel -> texts(channel.with("restrictions", Map.of("inbound", policy(Map.of("enabled", false))))),
                account -> accounts == null ? account : account.with("chatConfigurations.defaultLanguage", accounts));
        JsonBody opening = line.opening("Hello");
        Call start = line.customer.sending(customer == null ? opening : opening.with("conversation.customer", customer));
        Response started = (acceptLanguage == null ? start : start.withHeader("Accept-Language", acceptLanguage)).send();
        UUID conversation = UUID.fromString(Player.receipts(started).get(0).at("/conversation/id").asText());
        line.customer.accepted(changed(line.customer.text(conversation, "barred"), PICTURE));
        assertThat(line.customer.getsType(conversation, "text").at("/content/text").asText()).isEqualTo(prefix + "invalid to customer");
    }

    @Test
    void aLanguageThatTheCustomerTellsLaterCounts() {
        PartyLine line = worded(Map.of("inbound", policy(Map.of("enabled", false))));
        UUID conversation = line.start();
        line.customer.accepted(line.customer.says(conversation, "customer.info",
                Map.of("attributes", List.of(Map.of("name", "language", "value", "de")))), changed(line.customer.text(conversation, "barred"), PICTURE));
        assertThat(line.customer.getsType(conversation, "text").at("/content/text").asText()).isEqualTo("de: invalid to customer");
    }

    @Test
    void withoutTextsOfTheChannelTheHubHasItsOwn() {
        PartyLine line = players.restricted(Map.of("inbound", policy(Map.of("type", "block", "extensions", List.of("exe"), "maxSize", 1500)),
                "outbound", Map.of("maxTextLength", 5)));
        UUID conversation = line.start();
        line.customer.accepted(changed(line.customer.text(conversation, "x"), PROGRAM), changed(line.customer.text(conversation, "x"), file("b.txt", 1501)),
                line.customer.text(conversation, "that was all"));
        line.agent.getsText(conversation, "that was all");
        line.customer.gets(conversation, message -> message.at("/content/text").asText().contains("1.5 kB"));
        assertThat(line.customer.got(conversation).get(0).at("/content/text").asText()).contains("Exe");
        assertThat(userMessage(line.agent.sending(line.agent.text(conversation, "123456")), "en")).contains("too long").contains("5");
    }

    private static PartyLine worded(Map<String, ?> restrictions) {
        return players.with(channel -> texts(channel.with("restrictions", restrictions)), UnaryOperator.identity());
    }

    private static JsonBody texts(JsonBody channel) {
        return channel.with("l10nProperties", List.of(texts("en-US", "en: "), texts("de", "de: ")));
    }

    private static Map<String, Object> texts(String language, String prefix) {
        return Map.of("language", language, "properties", Stream.of(
                Map.of("name", "msg_hub_invalid_content_type_to_customer", "value", prefix + "invalid to customer"),
                Map.of("name", "msg_hub_invalid_content_type_to_agent", "value", prefix + "invalid to agent"),
                Map.of("name", "msg_hub_blocked_file_extension", "value", prefix + "extension {0}"),
                Map.of("name", "msg_hub_attachment_size_exceeds_limit", "value", prefix + "size {0}"),
                Map.of("name", "msg_hub_text_too_long", "value", prefix + "length {0}")).toList());
    }

    private static Map<String, Object> policy(Map<String, ?> policy) {
        return Map.of("attachmentPolicy", policy);
    }

    private static Map<String, Object> file(String name, int size) {
        return Map.of("attachments", Map.of("attachment", List.of(Map.of("name", name, "size", size, "url", "https://files.example.com/" + name))));
    }

    private static JsonBody changed(JsonBody message, Map<String, Object> changes) {
        JsonBody changed = message;
        for (var change : changes.entrySet()) {
            changed = changed.with(change.getKey(), change.getValue());
        }
        return changed;
    }

    private static JsonNode getsById(Player player, UUID conversation, String messageId) {
        return player.gets(conversation, message -> message.at("/messageId").asText().equals(messageId));
    }

    private static List<String> types(Player player, UUID conversation) {
        return player.got(conversation).stream().map(message -> message.at("/type/value").asText()).toList();
    }

    private static List<String> types(Player player, UUID conversation, String upTo) {
        player.getsType(conversation, upTo);
        return types(player, conversation);
    }

    private static String userMessage(Call call, String acceptLanguage) {
        return call.withHeader("X-egain-error-message", "yes").withHeader("Accept-Language", acceptLanguage).send().path("userMessage");
    }
}
