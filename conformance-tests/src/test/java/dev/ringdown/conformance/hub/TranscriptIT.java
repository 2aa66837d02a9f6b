package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code fetchConversation} shows of a conversation that is over. */
class TranscriptIT {

    private static final int MANY = 10_000;
    private static final int MOST_PER_REQUEST = 10;

    private static PartyLine line;

    @BeforeAll
    static void open() {
        line = PartyLine.withBot("egain_bot", "custom_agent");
    }

    @Test
    void allThatWasSaidStandsInItByItsOrder() {
        Map<String, Object> customer = Map.of("name", "Dana Reyes", "type", "individual", "attributes",
                List.of(Map.of("name", "language", "value", "en-US")), "contacts", Map.of("contact",
                List.of(Map.of("type", "email", "address", Unique.name("dana") + "@example.com"),
                        Map.of("type", "phone", "subType", "mobile", "address", "+14085550199"))));
        Instant before = Instant.now().minusSeconds(60);
        UUID conversation = line.start(line.opening("Hi \uD83D\uDE42").with("messageId", "m-1").with("content.redact", false)
                .with("conversation.customer", customer).with("conversation.conversationContact", "phone.mobile")
                .with("conversation.entryPoint", Map.of("id", "77")).with("sender.participant", Map.of("name", "Dana")));
        line.bot.accepted(line.bot.text(conversation, "One moment.").with("sender.participant", Map.of("name", "Order Bot"))
                .with("attributes", Map.of("attribute", List.of(Map.of("name", "a", "value", "b", "external", true)))));
        line.bot.accepted(line.bot.says(conversation, "typing.start"),
                line.bot.says(conversation, "escalation.transfer", Map.of("reason", "asked for a person")).with("messageId", "b-2"));
        line.agent.accepted(line.agent.says(conversation, "agent.join").with("sender.participant", Map.of("name", "Kim")),
                line.agent.says(conversation, "agent.available"),
                line.agent.says(conversation, "text").with("content", Map.of("html", "<p>Hello Dana</p>")).with("parent", Map.of("messageId", "m-1")));
        line.customer.accepted(line.customer.says(conversation, "customer.active"),
                line.customer.says(conversation, "text").with("attachments", Map.of("attachment",
                        List.of(Map.of("name", "bill.pdf", "contentType", "application/pdf", "size", 7, "url", "https://files.example.com/bill.pdf")))));
        line.agent.accepted(line.agent.says(conversation, "conversation.end"));

        JsonBody transcript = line.bot.settledTranscript(conversation);

        assertThat(transcript.at("id").asText()).isEqualTo(conversation.toString());
        assertThat(UUID.fromString(transcript.at("caseId").asText())).isNotNull();
        assertThat(transcript.at("account")).isEqualTo(JsonBody.of(Map.of("address", line.address, "channel", Map.of("type", line.channelType))).tree());
        assertThat(transcript.at("entryPoint.id").asText()).isEqualTo("77");
        assertThat(transcript.at("conversationContact").asText()).isEqualTo("phone.mobile");
        assertThat(transcript.at("customer")).isEqualTo(JsonBody.of(customer).tree());
        List<JsonNode> messages = PartyLine.list(transcript.at("messages.message"));
        assertThat(messages.stream().map(message -> message.at("/type/value").asText())).containsExactly("text", "text", "escalation.transfer",
                "conversation.state", "agent.join", "text", "text", "conversation.end");
        assertThat(messages.stream().map(TranscriptIT::lasting)).containsExactly(
                json("{'messageId':'m-1','type':{'value':'text'},'content':{'text':'Hi \uD83D\uDE42','redact':false},'sender':{'type':'customer',"
                        + "'participant':{'name':'Dana'}},'recipients':{'recipient':[{'type':'custom_agent'},{'type':'egain_bot'}]},'status':'sent'}"),
                json("{'type':{'value':'text'},'content':{'text':'One moment.'},'sender':{'type':'egain_bot','participant':{'name':'Order Bot'}},"
                        + "'recipients':{'recipient':[{'type':'custom_agent'},{'type':'customer'}]},"
                        + "'attributes':{'attribute':[{'name':'a','value':'b','external':true}]},'status':'sent'}"),
                json("{'messageId':'b-2','type':{'value':'escalation.transfer'},'content':{'json':{'reason':'asked for a person'}},"
                        + "'sender':{'type':'egain_bot'},'recipients':{'recipient':[{'type':'custom_agent'}]},'status':'sent'}"),
                json("{'type':{'value':'conversation.state'},'content':{'json':{'status':'escalated'}},'sender':{'type':'system'},"
                        + "'recipients':{'recipient':[{'type':'customer'}]},'status':'sent'}"),
                json("{'type':{'value':'agent.join'},'sender':{'type':'custom_agent','participant':{'name':'Kim'}},"
                        + "'recipients':{'recipient':[{'type':'customer'}]},'status':'sent'}"),
                json("{'type':{'value':'text'},'content':{'html':'<p>Hello Dana</p>'},'sender':{'type':'custom_agent'},"
                        + "'recipients':{'recipient':[{'type':'customer'}]},'parent':{'messageId':'m-1'},'status':'sent'}"),
                json("{'type':{'value':'text'},'sender':{'type':'customer'},'recipients':{'recipient':[{'type':'custom_agent'}]},"
                        + "'attachments':{'attachment':[{'name':'bill.pdf','contentType':'application/pdf','size':7,"
                        + "'url':'https://files.example.com/bill.pdf'}]},'status':'sent'}"),
                json("{'type':{'value':'conversation.end'},'sender':{'type':'custom_agent'},"
                        + "'recipients':{'recipient':[{'type':'customer'},{'type':'egain_bot'}]},'status':'sent'}"));
        List<Instant> created = messages.stream().map(message -> Instant.parse(message.at("/created").asText())).toList();
        assertThat(created).isSorted().allMatch(time -> time.isAfter(before) && time.isBefore(Instant.now().plusSeconds(60)));
        assertThat(messages).allSatisfy(message -> assertThat(Instant.parse(message.at("/sent").asText()))
                .isAfterOrEqualTo(Instant.parse(message.at("/created").asText()).minusMillis(1)));
        assertThat(messages.stream().map(message -> message.at("/id").asText())).doesNotHaveDuplicates();
        assertThat(line.customer.transcript(conversation)).as("of every party alike").isEqualTo(transcript).isEqualTo(line.agent.transcript(conversation));
    }

    @Test
    void anAnonymousCustomerHasNoContact() {
        UUID conversation = line.start();
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        JsonBody transcript = line.customer.transcript(conversation);
        assertThat(transcript.at("conversationContact").isMissingNode()).isTrue();
        assertThat(transcript.at("customer").isMissingNode()).isTrue();
        assertThat(transcript.at("entryPoint.id").asText()).as("the account's").isEqualTo("1001");
    }

    @Test
    void theFirstContactIsTheConversationsUnlessAnotherIsNamed() {
        Map<String, Object> contacts = Map.of("contact", List.of(Map.of("type", "social", "subType", "chirpId", "address", Unique.name("dana")),
                Map.of("type", "email", "address", Unique.name("dana") + "@example.com")));
        JsonBody opening = line.opening("Hello").with("conversation.customer", Map.of("contacts", contacts));
        assertThat(contactOf(opening)).isEqualTo("social.chirpId");
        assertThat(contactOf(opening.with("conversation.lookupContact", "email"))).isEqualTo("email");
    }

    private static String contactOf(JsonBody opening) {
        UUID conversation = line.start(opening);
        assertThat(line.bot.getsText(conversation, "Hello").at("/conversation/conversationContact"))
                .isEqualTo(opening.at("conversation.lookupContact").isMissingNode() ? JsonBody.of(Map.of("x", "social.chirpId")).at("x")
                        : opening.at("conversation.lookupContact"));
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        return line.bot.transcript(conversation).at("conversationContact").asText();
    }

    @Test
    void whatTheCustomerDeletedIsHiddenOrEmpty() {
        UUID conversation = line.start(line.opening("one").with("messageId", "one"));
        for (String text : List.of("two", "three", "four")) {
            line.customer.accepted(line.customer.text(conversation, text).with("messageId", text)
                    .with("attributes", Map.of("attribute", List.of(Map.of("name", "kept", "value", text))))
                    .with("attachments", Map.of("attachment", List.of(Map.of("name", "x", "url", "https://x.test/")))));
        }
        for (String type : List.of("delete.soft", "undo", "delete.soft", "delete.soft")) {
            act(conversation, type, "one");
        }
        act(conversation, "delete.soft", "two");
        act(conversation, "undo", "two");
        act(conversation, "delete.soft", "three");
        act(conversation, "delete.permanent", "three");
        act(conversation, "delete.permanent", "four");
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));

        List<JsonNode> messages = PartyLine.list(line.bot.transcript(conversation).at("messages.message")).stream()
                .filter(message -> message.at("/type/value").asText().equals("text")).toList();

        assertThat(messages.stream().map(message -> message.at("/messageId").asText())).containsExactly("two", "three", "four");
        assertThat(messages.get(0).at("/content/text").asText()).isEqualTo("two");
        assertThat(messages.get(0).at("/attachments/attachment")).hasSize(1);
        for (JsonNode erased : messages.subList(1, 3)) {
            assertThat(erased.at("/content").isMissingNode()).isTrue();
            assertThat(erased.at("/attachments").isMissingNode()).isTrue();
            assertThat(erased.at("/attributes/attribute/0/value")).isEqualTo(erased.at("/messageId"));
        }
    }

    private static void act(UUID conversation, String type, String parent) {
        line.customer.accepted(line.customer.says(conversation, type).with("parent", Map.of("messageId", parent)));
    }

    /** The agents are switched off: their deliveries wait, and leave the callback to the other tests. */
    @Test
    void aConversationOfTenThousandMessagesIsShownWhole() {
        PartyLine quiet = PartyLine.withoutBot("custom_agent");
        var applications = new Resource(Kind.CLIENT_APPLICATION);
        String agent = quiet.agent.application().id().toString();
        applications.replaced(agent, applications.read(agent).with("active", false));
        UUID conversation = quiet.start(quiet.opening("0"));
        long begun = System.nanoTime();
        IntStream.range(0, (MANY - 2) / MOST_PER_REQUEST + 1).parallel().forEach(request -> quiet.customer.accepted(IntStream
                .range(0, Math.min(MOST_PER_REQUEST, MANY - 2 - request * MOST_PER_REQUEST))
                .mapToObj(i -> quiet.customer.text(conversation, "What I wanted to say is number " + (request * MOST_PER_REQUEST + i + 1)))
                .toArray(JsonBody[]::new)));
        quiet.customer.accepted(quiet.customer.says(conversation, "conversation.end"));
        Duration sending = Duration.ofNanos(System.nanoTime() - begun);

        begun = System.nanoTime();
        Response response = quiet.customer.fetching(conversation).send();
        byte[] body = response.asByteArray();
        Duration fetching = Duration.ofNanos(System.nanoTime() - begun);

        System.out.printf("A transcript of %d messages: %.1f s to send, %.2f s to fetch, %d kB%n", MANY, sending.toMillis() / 1000.0,
                fetching.toMillis() / 1000.0, body.length / 1000);
        assertThat(response.statusCode()).isEqualTo(200);
        List<JsonNode> messages = PartyLine.list(JsonBody.parse(response.asString()).at("messages.message"));
        assertThat(messages).hasSize(MANY);
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode message : messages.subList(0, MANY - 1)) {
            String text = message.at("/content/text").asText();
            numbers.add(Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1)));
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(IntStream.range(1, numbers.size()).filter(i -> numbers.get(i) % MOST_PER_REQUEST != 1)
                .allMatch(i -> numbers.get(i) == numbers.get(i - 1) + 1)).as("messages of one request stand together").isTrue();
        assertThat(messages.get(MANY - 1).at("/type/value").asText()).isEqualTo("conversation.end");
    }

    @Test
    void whoTookNoPartSeesNothing() {
        UUID conversation = line.start();
        Player others = PartyLine.player("custom_agent");
        Refusal.expect("404-101", others.fetching(conversation).send());
        Refusal.expect("404-101", line.agent.fetching(conversation).send());
        Refusal.expect("404-102", line.bot.fetching(conversation).send());
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        Refusal.expect("404-101", others.fetching(conversation).send());
        Refusal.expect("404-101", line.agent.fetching(conversation).send());
        line.bot.transcript(conversation);
    }

    /** A message without what differs from run to run, its recipients in the order of their names. */
    private static JsonBody lasting(JsonNode message) {
        List<JsonNode> recipients = PartyLine.list(message.at("/recipients/recipient")).stream()
                .sorted(Comparator.comparing(recipient -> recipient.at("/type").asText())).toList();
        return JsonBody.of(message).without("id").without("created").without("sent").with("recipients.recipient", recipients);
    }

    private static JsonBody json(String text) {
        return JsonBody.parse(text.replace('\'', '"'));
    }
}
