package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages may carry: {@code RequestContent}, {@code MessageJson}, {@code RequestAttachments}, {@code ParentMessage}. */
class ContentRulesIT {

    private static final String FIRST = "messages.message[0].";
    private static final int LARGEST_JSON = 65_536;
    private static final Map<String, ?> ELSEWHERE = Map.of("name", "bill.pdf", "url", "https://files.example.com/bill.pdf");

    private static PartyLine line;
    /** With the agents. */
    private static UUID conversation;

    @BeforeAll
    static void open() {
        line = PartyLine.withBot("custom_bot", "egain_agent");
        conversation = line.escalated(line.start());
    }

    // What a type needs

    @ParameterizedTest
    @ValueSource(strings = {"richMessage.listpicker", "richMessage.quickreply", "richMessage.template", "richMessage.timepicker",
        "richMessage.richlink", "richMessage.form", "richMessage.payment", "richMessage.app", "richMessage.authentication", "pagePush",
        "conversation.state", "agent.unavailable", "agent.transfer", "queue.transfer", "customer.info", "error"})
    void structuredContentIsRequired(String type) {
        JsonBody message = line.agent.says(conversation, type);
        refused("400-143", "content.json", message);
        refused("400-143", "content.json", message.with("content", Map.of()));
        refused("400-143", "content.json", message.with("content", Map.of("text", "x", "html", "x", "redact", true)));
        refused("400-119", "content.json", message.with("content", Map.of("json", List.of())));
        refused("400-119", "content.json", message.with("content", Map.of("json", "{}")));
    }

    @Test
    void structuredContentIsOptional() {
        line.agent.accepted(line.agent.says(conversation, "escalation.transfer"), line.agent.says(conversation, "richMessage.authentication",
                Map.of()));
        line.customer.accepted(line.customer.says(conversation, "authentication.failure"), line.customer.says(conversation, "authentication.success"));
    }

    @Test
    void aTextNeedsSomething() {
        JsonBody message = line.agent.says(conversation, "text");
        refused("400-143", "content.text", message);
        refused("400-143", "content.text", message.with("content", Map.of("json", Map.of())));
        line.agent.accepted(message.with("content", Map.of("html", "<i>x</i>")), withFiles(message, ELSEWHERE),
                withFiles(message, ELSEWHERE).with("content", Map.of("redact", true)));
    }

    // How large it may be

    @Test
    void structuredContentHasAtMost64KiBWithoutInsignificantSpace() {
        JsonBody message = line.agent.says(conversation, "richMessage.template");
        String longest = "x".repeat(LARGEST_JSON - "{\"x\":\"\"}".length());
        JsonBody good = message.with("content", Map.of("json", Map.of("x", longest)));
        line.agent.accepted(good);
        refused("400-119", "content.json", message.with("content", Map.of("json", Map.of("x", longest + "x"))));
        refused("400-119", "content.json", message.with("content", Map.of("json", Map.of("x", longest.substring(1) + "é"))));
        refused("400-119", "content.json", message.with("content", Map.of("json", Map.of("x", List.of(longest)))));

        String spacious = new String(line.agent.sending(good).body(), java.nio.charset.StandardCharsets.UTF_8).replace("\"json\":{", "\"json\":{   \n");
        Player.receipts(line.agent.sending().withJson(spacious).send());
    }

    // What the hub holds against a schema

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "escalation.transfer | {'reason':''}                        | 400-119 | .reason",
        "escalation.transfer | {'reason':null}                      | 400-119 | .reason",
        "escalation.transfer | {'intent':7}                         | 400-119 | .intent",
        "escalation.transfer | {'queue':{}}                         | 400-143 | .queue.id",
        "escalation.transfer | {'queue':'7'}                        | 400-119 | .queue",
        "queue.transfer      | {}                                   | 400-143 | .queue",
        "queue.transfer      | {'queue':{}}                         | 400-143 | .queue.id",
        "queue.transfer      | {'queue':{'id':7}}                   | 400-119 | .queue.id",
        "agent.transfer      | {'agent':{'id':'7'}}                 | 400-143 | .agent.name",
        "agent.transfer      | {'agent':{'name':'Kim'}}             | 400-143 | .agent.id",
        "agent.transfer      | {'agent':{'id':'','name':'Kim'}}     | 400-119 | .agent.id",
        "agent.unavailable   | {}                                   | 400-143 | .reason",
        "agent.unavailable   | {'reason':'x','text':''}             | 400-119 | .text",
        "conversation.state  | {'content':'x'}                      | 400-143 | .status",
        "conversation.state  | {'status':''}                        | 400-119 | .status",
        "conversation.state  | {'status':'x','content':true}        | 400-119 | .content",
        "pagePush            | {'title':'x'}                        | 400-143 | .url",
        "pagePush            | {'url':'/page'}                      | 400-119 | .url",
        "pagePush            | {'url':'javascript:alert(1)'}        | 400-119 | .url",
        "pagePush            | {'url':'ftp://example.com/page'}     | 400-119 | .url",
        "pagePush            | {'url':'https://x.test/','title':''} | 400-119 | .title",
        "customer.info       | {'name':''}                          | 400-119 | .name",
        "customer.info       | {'name':null}                        | 400-119 | .name",
        "customer.info       | {'attributes':[{'name':'a'}]}        | 400-143 | .attributes[0].value",
        "customer.info       | {'contacts':{}}                      | 400-143 | .contacts.contact",
        "customer.info       | {'contacts':{'contact':[{'type':'x'}]}} | 400-143 | .contacts.contact[0].address",
        "customer.info       | {'nickname':'x'}                     | 400-101 | .nickname",
        "customer.info       | {'contacts':{'contact':[],'more':1}} | 400-101 | .contacts.more",
        "error               | {'code':'x'}                         | 400-143 | .developerMessage",
        "error               | {'developerMessage':'x'}             | 400-143 | .code",
        "error               | {'code':7,'developerMessage':'x'}    | 400-119 | .code",
    })
    void whatDoesNotFollowItsSchemaIsRefused(String type, String json, String code, String field) {
        refused(code, "content.json" + field, line.agent.says(conversation, type).with("content", Map.of("json", parsed(json))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "escalation.transfer | {'more':{'deeper':[1,2.50,null,true]}}",
        "queue.transfer      | {'queue':{'id':'7','name':'Returns'},'more':1}",
        "agent.transfer      | {'agent':{'id':'7','name':'Kim','more':[]},'more':{}}",
        "conversation.state  | {'status':'parked','more':null}",
        "pagePush            | {'url':'HTTPS://x.test/ä?b=c#d','more':'x'}",
        "error               | {'code':'x','developerMessage':'y','more':12345678901234567890}",
        "richMessage.form    | {'version':1,'type':null,'items':'what the channel takes'}",
    })
    void membersThatTheSchemaDoesNotNameArePassedOn(String type, String json) {
        String id = line.agent.accepted(line.agent.says(conversation, type).with("content", Map.of("json", parsed(json)))).get(0).at("/id").asText();
        JsonNode got = line.customer.gets(conversation, message -> message.at("/id").asText().equals(id));
        assertThat(JsonBody.of(got.at("/content/json"))).isEqualTo(JsonBody.of(parsed(json)));
    }

    // Files

    @Test
    void filesComeInTheirForm() {
        JsonBody text = line.agent.says(conversation, "text");
        refused("400-143", "attachments.attachment", text.with("attachments", Map.of()));
        refused("400-119", "attachments.attachment", withFiles(text));
        refused("400-119", "attachments.attachment", withFiles(text, Collections.nCopies(11, ELSEWHERE).toArray()));
        refused("400-143", "attachments.attachment[1].id", withFiles(text, ELSEWHERE, Map.of("name", "bill.pdf")));
        refused("400-119", "attachments.attachment[0].url", withFiles(text, Map.of("id", "7", "name", "bill.pdf", "url", "https://x.test/")));
        refused("400-143", "attachments.attachment[0].name", withFiles(text, Map.of("url", "https://files.example.com/bill.pdf")));
        for (String url : List.of("/bill.pdf", "ftp://x.test/bill.pdf", "file:///etc/passwd", "https:///bill.pdf", "no url at all", "data:text/plain,x")) {
            refused("400-119", "attachments.attachment[0].url", withFiles(text, Map.of("name", "bill.pdf", "url", url)));
        }
        refused("400-119", "attachments.attachment[0].size", withFiles(text, Map.of("name", "bill.pdf", "url", "https://x.test/", "size", -1)));
        refused("400-101", "attachments.attachment[0].more", withFiles(text, Map.of("name", "bill.pdf", "url", "https://x.test/", "more", 1)));
        line.agent.accepted(withFiles(text, Collections.nCopies(10, ELSEWHERE).toArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pagePush", "richMessage.template", "typing.start", "agent.join", "conversation.end", "agent.available"})
    void filesComeWithTextsAlone(String type) {
        refused("400-119", "attachments", withFiles(line.agent.says(conversation, type, Map.of("url", "https://x.test/")), ELSEWHERE));
    }

    // What a message acts on

    @ParameterizedTest
    @ValueSource(strings = {"delete.soft", "delete.permanent", "undo"})
    void aDeletionNeedsAMessageOfTheCustomersOwn(String type) {
        String agents = Unique.name("agents");
        String own = Unique.name("own");
        line.agent.accepted(line.agent.text(conversation, "x").with("messageId", agents));
        String hubs = line.customer.accepted(line.customer.text(conversation, "x").with("messageId", own)).get(0).at("/id").asText();
        UUID other = line.start();
        String elsewhere = Unique.name("elsewhere");
        line.customer.accepted(line.customer.text(other, "x").with("messageId", elsewhere));

        JsonBody message = line.customer.says(conversation, type);
        refusedOfCustomer("400-143", "parent", message);
        refusedOfCustomer("400-143", "parent.messageId", message.with("parent", Map.of()));
        for (String parent : List.of(agents, elsewhere, "nobody's", own.toUpperCase(java.util.Locale.ROOT), own + " ", hubs, UUID.randomUUID().toString())) {
            refusedOfCustomer("400-121", "parent.messageId", message.with("parent", Map.of("messageId", parent)));
        }
    }

    @Test
    void aMessageWithoutAnIdIsKnownByTheHubs() {
        String id = line.customer.accepted(line.customer.text(conversation, "x")).get(0).at("/id").asText();
        Map<String, String> parent = Map.of("messageId", id);
        JsonBody undo = line.customer.says(conversation, "undo").with("parent", parent);
        refusedOfCustomer("400-121", "parent.messageId", undo);
        line.customer.accepted(line.customer.says(conversation, "delete.soft").with("parent", parent), undo);
        refusedOfCustomer("400-121", "parent.messageId", undo);
        line.customer.accepted(line.customer.says(conversation, "delete.soft").with("parent", parent),
                line.customer.says(conversation, "delete.permanent").with("parent", parent));
        refusedOfCustomer("400-121", "parent.messageId", undo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication.success", "authentication.failure"})
    void aLogInThatNobodyAskedForIsRefused(String type) {
        UUID quiet = line.start();
        refusedOfCustomer("400-121", "type.value", line.customer.says(quiet, type));
    }

    @Test
    void aBotHandsOverOnce() {
        Response again = line.bot.send(line.bot.says(conversation, "escalation.transfer"));
        Refusal.expect("400-631", again).naming(FIRST + "type.value");
        line.bot.accepted(line.bot.text(conversation, "I am still here"));
        line.customer.getsText(conversation, "I am still here");
    }

    // Where a message belongs

    @Test
    void customerDataCanStartAConversation() {
        JsonBody opening = line.opening("x").with("type.value", "customer.info").with("content", Map.of("json", Map.of("name", "Dana")));
        UUID started = line.start(opening);
        assertThat(line.bot.getsType(started, "customer.info").at("/conversation/customer/name").asText()).isEqualTo("Dana");
    }

    @Test
    void thatAgentsAreBackConcernsNoConversation() {
        JsonBody message = line.agent.says(conversation, "agent.available");
        JsonNode receipt = line.agent.accepted(message.with("conversation", Map.of())).get(0);
        assertThat(receipt.at("/conversation").isMissingNode()).isTrue();
        assertThat(line.agent.accepted(message).get(0).at("/conversation/id").asText()).isEqualTo(conversation.toString());
        refused("400-143", "conversation.id", message.with("type.value", "agent.join").with("conversation", Map.of()));
    }

    private static JsonBody withFiles(JsonBody message, Object... files) {
        return message.with("attachments", Map.of("attachment", files));
    }

    private static void refused(String code, String field, JsonBody message) {
        Refusal.expect(code, line.agent.send(message)).naming(FIRST + field);
    }

    private static void refusedOfCustomer(String code, String field, JsonBody message) {
        Refusal.expect(code, line.customer.send(message)).naming(FIRST + field);
    }

    private static JsonNode parsed(String json) {
        return JsonBody.parse(json.replace('\'', '"')).tree();
    }
}
