package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that messages bring: uploaded, sent by id, downloaded by whoever got them, erased with their message. */
class MessageAssetsIT {

    private static final String PATH = Api.HUB.basePath() + "/assets/";
    private static final byte[] BYTES = "Grüße aus dem Anhang".getBytes(StandardCharsets.UTF_8);

    private static PartyLine line;

    @BeforeAll
    static void open() {
        line = PartyLine.withoutBot("custom_agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "custom_agent"})
    void aFileReachesTheOtherSide(String role) {
        Player sender = role.equals("customer") ? line.customer : line.agent;
        Player receiver = sender == line.customer ? line.agent : line.customer;
        UUID conversation = line.start();
        String asset = uploaded(sender, "hello.txt");
        Map<String, Object> elsewhere = Map.of("name", "a b.bin", "url", "https://files.example.com/ä?x=%20&y=1#z");

        sender.accepted(withFiles(sender.says(conversation, "text"), Map.of("id", asset, "name", "not read.exe", "size", 1), elsewhere)
                .with("messageId", "m"));

        JsonNode got = receiver.gets(conversation, message -> message.at("/messageId").asText().equals("m"));
        assertThat(got.at("/content").isMissingNode()).isTrue();
        JsonNode file = got.at("/attachments/attachment/0");
        assertThat(file.at("/id").asText()).isEqualTo(asset);
        assertThat(file.at("/name").asText()).isEqualTo("hello.txt");
        assertThat(file.at("/contentType").asText()).isEqualTo("text/plain");
        assertThat(file.at("/size").asInt()).isEqualTo(BYTES.length);
        assertThat(downloaded(file.at("/url").asText())).isEqualTo(BYTES);
        assertThat(got.at("/attachments/attachment/1")).isEqualTo(JsonBody.of(elsewhere).tree());
        for (Player party : List.of(line.customer, line.agent)) {
            Response read = get(party, asset).send();
            assertThat(read.statusCode()).as(read.asString()).isEqualTo(200);
            assertThat(downloaded(read.path("contentUrl"))).isEqualTo(BYTES);
            Refusal.expect("403-110", asset(party, "DELETE", asset).send());
        }
        Refusal.expect("404-101", get(PartyLine.player("customer"), asset).send());

        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        JsonNode kept = line.agent.settledTranscript(conversation).at("messages.message.1.attachments.attachment");
        assertThat(downloaded(kept.at("/0/url").asText())).isEqualTo(BYTES);
        assertThat(kept.get(1)).isEqualTo(JsonBody.of(elsewhere).tree());
    }

    @Test
    void onlyWhatTheSenderHasUploadedCanBeSent() {
        UUID conversation = line.start();
        String announced = announced(line.customer, "hello.txt").path("id");
        for (String id : List.of(announced, uploaded(line.agent, "hello.txt"), UUID.randomUUID().toString(), "7", "x".repeat(255))) {
            JsonBody message = withFiles(line.customer.text(conversation, "x"), Map.of("name", "bill.pdf", "url", "https://x.test/"), Map.of("id", id));
            Refusal.expect("400-121", line.customer.send(message)).naming("messages.message[0].attachments.attachment[1].id");
        }
        assertThat(asset(line.customer, "DELETE", announced).send().statusCode()).as("it was not used").isEqualTo(204);
    }

    @Test
    void aRequestThatIsRefusedUsesNoFile() {
        UUID conversation = line.start();
        String asset = uploaded(line.customer, "hello.txt");
        Refusal.expect("400-631", line.customer.send(withFiles(line.customer.text(conversation, "x"), Map.of("id", asset)),
                line.customer.says(conversation, "agent.join")));
        assertThat(asset(line.customer, "DELETE", asset).send().statusCode()).isEqualTo(204);
        Refusal.expect("400-121", line.customer.send(withFiles(line.customer.text(conversation, "x"), Map.of("id", asset))));
    }

    @Test
    void aFileStartsAConversation() {
        String asset = uploaded(line.customer, "hello.txt");
        UUID conversation = line.start(withFiles(line.opening("x").without("content"), Map.of("id", asset)));
        JsonNode got = line.agent.getsType(conversation, "text");
        assertThat(downloaded(got.at("/attachments/attachment/0/url").asText())).isEqualTo(BYTES);
    }

    @Test
    void whatIsDeletedForGoodIsGone() {
        UUID conversation = line.start();
        String lost = uploaded(line.customer, "hello.txt");
        String shared = uploaded(line.customer, "hello.txt");
        line.customer.accepted(withFiles(line.customer.text(conversation, "one"), Map.of("id", lost), Map.of("id", shared)).with("messageId", "one"),
                withFiles(line.customer.text(conversation, "two"), Map.of("id", shared)));
        String url = line.agent.getsText(conversation, "one").at("/attachments/attachment/0/url").asText();
        line.agent.getsText(conversation, "two");
        Map<String, String> parent = Map.of("messageId", "one");
        line.customer.accepted(line.customer.says(conversation, "delete.soft").with("parent", parent));
        assertThat(downloaded(url)).as("hidden is not gone").isEqualTo(BYTES);

        line.customer.accepted(line.customer.says(conversation, "delete.permanent").with("parent", parent),
                line.customer.says(conversation, "conversation.end"));

        assertThat(Call.ofSigned("GET", url).send().statusCode()).isEqualTo(404);
        Refusal.expect("404-101", get(line.agent, lost).send());
        Refusal.expect("404-101", get(line.customer, lost).send());
        assertThat(get(line.agent, shared).send().statusCode()).as("another message brings it").isEqualTo(200);
        JsonBody transcript = line.agent.settledTranscript(conversation);
        assertThat(transcript.at("messages.message.1.attachments").isMissingNode()).isTrue();
        assertThat(transcript.at("messages.message.1.content").isMissingNode()).isTrue();
        assertThat(transcript.at("messages.message.2.attachments.attachment.0.id").asText()).isEqualTo(shared);
    }

    @Test
    void limitsOfTheChannelHoldForWhatTheAssetIsAndNotForWhatItIsCalled() {
        PartyLine strict = line.restricted(Map.of("outbound", Map.of("attachmentPolicy", Map.of("type", "allow", "extensions", List.of("pdf")))));
        UUID conversation = strict.start();
        String asset = uploaded(line.agent, "hello.txt");
        Refusal.expect("400-634", strict.agent.send(withFiles(strict.agent.text(conversation, "x"), Map.of("id", asset, "name", "hello.pdf"))))
                .naming("messages.message[0].attachments.attachment[0].name");
        assertThat(asset(line.agent, "DELETE", asset).send().statusCode()).as("it was not used").isEqualTo(204);
    }

    private static Response announced(Player player, String name) {
        return Call.of("POST", SharedServer.get().at(Api.HUB.basePath() + "/assets"), player.application().token()).withJson(JsonBody.of(Map.of(
                "channel", Map.of("type", line.channelType), "sender", Map.of("type", player.role()), "name", name, "size", BYTES.length))).send();
    }

    private static String uploaded(Player player, String name) {
        Response announced = announced(player, name);
        assertThat(announced.statusCode()).as(announced.asString()).isEqualTo(200);
        Response uploaded = Call.ofSigned("POST", announced.path("contentUrl")).withBody("text/plain", BYTES).send();
        assertThat(uploaded.statusCode()).as(uploaded.asString()).isEqualTo(204);
        return announced.path("id");
    }

    private static byte[] downloaded(String url) {
        Response response = Call.ofSigned("GET", url).send();
        assertThat(response.statusCode()).as(url).isEqualTo(200);
        return response.asByteArray();
    }

    private static Call get(Player player, String id) {
        return asset(player, "GET", id);
    }

    private static Call asset(Player player, String method, String id) {
        return Call.of(method, SharedServer.get().at(PATH + id), player.application().token());
    }

    private static JsonBody withFiles(JsonBody message, Object... files) {
        return message.with("attachments", Map.of("attachment", files));
    }
}
