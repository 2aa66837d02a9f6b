package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP itself: methods, paths, media types, character sets; whatever is wrong, the error has the hub's body. */
class ProtocolIT {

    private final Resource channels = new Resource(Kind.CHANNEL);

    @ParameterizedTest
    @EnumSource
    void aMethodThatAPathDoesNotHaveIsRefused(Kind kind) {
        Refusal.expect("405-101", Resource.call("PUT", kind.path()).withJson("{}").send());
        Refusal.expect("405-101", Resource.call("DELETE", kind.path()).send());
        Refusal.expect("405-101", Resource.call("PATCH", kind.path() + "/7b6c5fff-036e-4a40-b68a-a67c592fc079").withJson("{}").send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/channels/7b6c5fff-036e-4a40-b68a-a67c592fc079/more", "/Channels", ""})
    void anUnknownPathIsNotFound(String path) {
        Refusal.expect("404-101", Resource.call("GET", Api.HUB.basePath() + path).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "text/html, application/json;q=0.1", "application/json; charset=utf-8"})
    void whoeverAcceptsJsonGetsIt(String accept) {
        Response response = channels.list().withAccept(accept).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/json;charset=UTF-8", "APPLICATION/JSON"})
    void jsonMayNameItsCharset(String contentType) {
        Response response = channels.create().withContentType(contentType).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "multipart/form-data; boundary=x", "application/xml", "application/json-patch+json"})
    void otherMediaTypesAreRefused(String contentType) {
        Refusal.expect("415-101", channels.create().withContentType(contentType).send());
    }

    @Test
    void aBodyWithoutContentTypeIsRefused() {
        Refusal.expect("415-101", channels.create().withContentType(null).send());
    }

    @Test
    void textsOfAllScriptsComeBackAsTheyWere() {
        String text = "\u0417\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439\u0442\u0435 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \ud83d\ude00 \u00df e\u0301 \"quoted\" \\ / \t \u2028 '; DROP TABLE configuration; --";
        JsonBody body = channels.kind().newBody().with("description", text).with("displayName", text);
        JsonBody read = channels.read(channels.created(body));
        assertThat(read.at("description").asText()).isEqualTo(text);
        assertThat(read.at("displayName").asText()).isEqualTo(text);
    }

    @Test
    void lengthsCountAsTheContractSays() {
        String name = Unique.name("n");
        var participants = new Resource(Kind.PARTICIPANT);
        String longest = name + "x".repeat(255 - name.length());
        assertThat(participants.read(participants.created(participants.kind().newBody().with("name", longest))).at("name").asText())
                .isEqualTo(longest);
        String emoji = "\ud83d\ude00".repeat(255);
        assertThat(participants.read(participants.created(participants.kind().newBody().with("name", emoji))).at("name").asText())
                .as("255 characters outside the basic plane").isEqualTo(emoji);
    }

    @Test
    void textsThatNoDatabaseLikesDoNoHarm() {
        for (String escape : new String[]{"\\u0000", "\\ud800", "\\udc00\\ud800", "\\uffff"}) {
            String json = channels.kind().newBody().with("description", "#").text().replace("\"#\"", "\"a" + escape + "b\"");
            Response response = channels.create().withJson(json).send();
            assertThat(response.statusCode()).as(escape + ' ' + response.asString()).isIn(201, 400);
        }
    }

    @Test
    void queriesMayBeMisspeltWithoutHarm() {
        Refusal.expect("400-101", channels.list().withQuery("pagesize", 5).send()).naming("pagesize");
        Refusal.expect("400-101", channels.list().withQuery("$PageSize", 5).send()).naming("$PageSize");
        Response twice = channels.list().withQuery("$pagesize", 5, 6).send();
        assertThat(twice.statusCode()).as(twice.asString()).isEqualTo(400);
        Refusal.expect("400-119", channels.list().withQuery("$pagesize", "").send()).naming("$pagesize");
    }
}
