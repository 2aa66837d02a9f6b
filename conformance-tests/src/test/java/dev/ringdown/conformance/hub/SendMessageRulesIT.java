package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sendMessage lets in and what it refuses, and what comes of a message that is sent again. */
class SendMessageRulesIT {

    private static final String FIRST = "messages.message[0].";
    /** The longest text that the line's channel takes from the customer. */
    private static final int LONGEST_TEXT = 140;

    private static AgentLine line;

    @BeforeAll
    static void open() {
        line = new AgentLine();
    }

    // Repeats

    @Test
    void aRepeatGetsTheFirstAnswerAgainAndIsDeliveredOnce() {
        UUID conversation = start();
        JsonBody message = Connector.further(conversation, "once").with("messageId", Unique.name("message"));
        Response first = line.connector.send(message);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);

        Response again = line.connector.send(message);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(JsonBody.parse(again.asString())).isEqualTo(JsonBody.parse(first.asString()));
        line.connector.accepted(Connector.further(conversation, "last"));
        assertThat(line.agentGotUpTo(conversation, "last")).containsExactly("Hello", "once", "last");
    }

    @Test
    void aRepeatedStartGetsTheFirstAnswerAgain() {
        JsonBody opening = opening("Hello").with("messageId", Unique.name("message"));
        Response first = line.connector.send(opening);

        Response again = line.connector.send(opening);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(JsonBody.parse(again.asString())).isEqualTo(JsonBody.parse(first.asString()));
    }

    @Test
    void aRepeatAfterTheEndGetsTheFirstAnswerAgain() {
        JsonBody opening = opening("Hello").with("messageId", Unique.name("message"));
        Response first = line.connector.send(opening);
        UUID conversation = UUID.fromString(first.path("messages.message[0].conversation.id"));
        JsonBody end = Connector.end(conversation).with("messageId", Unique.name("message"));
        Response ended = line.connector.send(end);
        assertThat(ended.statusCode()).as(ended.asString()).isEqualTo(202);

        Response againOpening = line.connector.send(opening);
        Response againEnd = line.connector.send(end);

        assertThat(againOpening.statusCode()).as(againOpening.asString()).isEqualTo(202);
        assertThat(JsonBody.parse(againOpening.asString())).isEqualTo(JsonBody.parse(first.asString()));
        assertThat(againEnd.statusCode()).as(againEnd.asString()).isEqualTo(202);
        assertThat(JsonBody.parse(againEnd.asString())).isEqualTo(JsonBody.parse(ended.asString()));
    }

    @Test
    void theSameMessageIdWithOtherContentIsRefused() {
        UUID conversation = start();
        JsonBody message = Connector.further(conversation, "one").with("messageId", Unique.name("message"));
        line.connector.accepted(message);
        Refusal.expect("400-124", line.connector.send(message.with("content.text", "two"))).naming(FIRST + "messageId");
        line.connector.accepted(Connector.end(conversation));
        Refusal.expect("400-124", line.connector.send(message.with("content.text", "two"))).naming(FIRST + "messageId");

        JsonBody opening = opening("one").with("messageId", Unique.name("message"));
        line.connector.accepted(opening);
        Refusal.expect("400-124", line.connector.send(opening.with("content.text", "two"))).naming(FIRST + "messageId");
    }

    @Test
    void aMessageIdIsComparedExactlyAndPerConversationAndContact() {
        UUID conversation = start();
        String messageId = Unique.name("message");
        JsonBody message = Connector.further(conversation, "one").with("messageId", messageId);
        line.connector.accepted(message);
        for (String other : List.of(messageId + " ", messageId.toUpperCase(java.util.Locale.ROOT), messageId + "\u0000", messageId + "ss")) {
            line.connector.accepted(message.with("messageId", other).with("content.text", "two"));
        }
        line.connector.accepted(Connector.further(start(), "two").with("messageId", messageId));

        JsonBody opening = opening("one").with("messageId", messageId);
        UUID started = line.connector.accepted(opening).get(0);
        assertThat(line.connector.accepted(opening("two").with("messageId", messageId))).doesNotContain(started);
        String spelledOtherwise = opening.at("conversation.customer.contacts.contact.0.address").asText().toUpperCase(java.util.Locale.ROOT);
        Refusal.expect("400-124", line.connector.send(
                opening.with("conversation.customer.contacts.contact.0.address", spelledOtherwise).with("content.text", "two")));
    }

    @Test
    void aMessageWithoutMessageIdIsNewEachTime() {
        UUID conversation = start();
        JsonBody message = Connector.further(conversation, "again");
        Set<Object> ids = new HashSet<>();
        ids.add(line.connector.send(message).path("messages.message[0].id"));
        ids.add(line.connector.send(message).path("messages.message[0].id"));
        assertThat(ids).hasSize(2);
    }

    @Test
    void ofManyEqualStartsAtOnceOneIsStored() throws Exception {
        JsonBody opening = opening("at once").with("messageId", Unique.name("message"));
        List<Response> responses = atOnce(8, () -> line.connector.send(opening));

        assertThat(responses).allSatisfy(response -> assertThat(response.statusCode()).as(response.asString()).isEqualTo(202));
        assertThat(responses).extracting(response -> JsonBody.parse(response.asString())).allMatch(JsonBody.parse(responses.get(0).asString())::equals);
        UUID conversation = UUID.fromString(responses.get(0).path("messages.message[0].conversation.id"));
        line.connector.accepted(Connector.further(conversation, "last"));
        assertThat(line.agentGotUpTo(conversation, "last")).containsExactly("at once", "last");
    }

    // Starting

    @Test
    void messagesOfOneContactInOneRequestShareTheirNewConversation() {
        String customer = AgentLine.customerAddress();
        List<UUID> conversations = line.connector.accepted(line.connector.opening(customer, "one"), opening("other"),
                line.connector.opening(customer.toUpperCase(java.util.Locale.ROOT), "two"), anonymous("anonymous"), anonymous("anonymous"));

        assertThat(conversations.get(2)).isEqualTo(conversations.get(0));
        assertThat(new HashSet<>(conversations)).hasSize(4);
        assertThat(line.agentGotUpTo(conversations.get(0), "two")).containsExactly("one", "two");
    }

    @Test
    void phoneNumbersAreComparedInE164() {
        JsonBody opening = opening("one").with("conversation.customer.contacts.contact.0",
                Map.of("type", "phone", "subType", "mobile", "address", "+27 82 555 01 99"));
        List<UUID> conversations = line.connector.accepted(opening, opening.with("conversation.customer.contacts.contact.0.address", "+27825550199"));
        assertThat(new HashSet<>(conversations)).hasSize(1);
    }

    @Test
    void unknownAndForeignAccountsAnswerAlike() {
        JsonBody foreign = new AgentLine().connector.opening(AgentLine.customerAddress(), "Hello");
        Response hidden = line.connector.send(foreign);
        Response unknown = line.connector.send(opening("Hello").with("conversation.account.address", "nobody's"));
        Refusal.expect("400-121", hidden).naming(FIRST + "conversation.account");
        Refusal.expect("400-121", unknown).naming(FIRST + "conversation.account");
        assertThat(hidden.asString()).isEqualTo(unknown.asString());
        Refusal.expect("400-121", line.connector.send(opening("Hello").with("conversation.account.channel.type", "custom.nothing")));
    }

    @Test
    void onlyTheCustomerApplicationStarts() {
        Refusal.expect("400-121", asAgent(opening("Hello").with("sender.type", "custom_agent")).send());
    }

    @Test
    void aStartNeedsAnAccountAndATypeThatCanStart() {
        Refusal.expect("400-143", line.connector.send(opening("Hello").without("conversation.account"))).naming(FIRST + "conversation.account");
        Refusal.expect("400-143", line.connector.send(opening("Hello").with("type.value", "conversation.end")))
                .naming(FIRST + "conversation.id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversationContact", "lookupContact"})
    void aContactThatIsNamedMustBeAmongTheCustomersContacts(String member) {
        Refusal.expect("400-119", line.connector.send(opening("Hello").with("conversation." + member, "phone.mobile")))
                .naming(FIRST + "conversation." + member);
    }

    @Test
    void whatIsNotActiveTakesNoNewConversationsButGoesOnWithOldOnes() {
        AgentLine own = new AgentLine();
        UUID conversation = own.connector.start(AgentLine.customerAddress(), "Hello");
        for (var part : Map.of(Kind.ACCOUNT, own.line.account(), Kind.CHANNEL, own.line.channel(), Kind.ORCHESTRATION, own.line.orchestration())
                .entrySet()) {
            var resource = new Resource(part.getKey());
            String id = part.getValue().toString();
            JsonBody active = resource.read(id).without("modified");
            resource.replaced(id, active.with("active", false));
            Refusal.expect("400-632", own.connector.send(own.connector.opening(AgentLine.customerAddress(), "Hello")));
            own.connector.accepted(Connector.further(conversation, "still here"));
            resource.replaced(id, active);
            own.connector.start(AgentLine.customerAddress(), "Hello");
        }
    }

    // Continuing

    @Test
    void unknownAndForeignConversationsAnswerAlike() {
        UUID foreign = new AgentLine().connector.start(AgentLine.customerAddress(), "Hello");
        Response hidden = line.connector.send(Connector.further(foreign, "x"));
        Response unknown = line.connector.send(Connector.further(UUID.randomUUID(), "x"));
        Refusal.expect("400-121", hidden).naming(FIRST + "conversation.id");
        Refusal.expect("400-121", unknown).naming(FIRST + "conversation.id");
        assertThat(hidden.asString()).isEqualTo(unknown.asString());
    }

    @Test
    void whoIsAPartyMustPlayThatPart() throws ApiException {
        var fixtures = new HubFixtures(SharedServer.get());
        String callback = "https://both.ringdown.test/callback";
        RegisteredApplication both = fixtures.application().role("customer", callback).role("custom_agent", callback).createWithCredentials();
        UUID channel = fixtures.channel();
        String type = new Resource(Kind.CHANNEL).read(channel.toString()).at("type").asText();
        var account = fixtures.newAccount(channel, fixtures.orchestration(both.id(), References.shared().agent));
        fixtures.admin().accounts().createAccount(account);
        JsonBody opening = opening("Hello").with("conversation.account", Map.of("address", account.getAddress(), "channel", Map.of("type", type)));
        Response started = Connector.sending(SharedServer.get(), both.token(), opening).send();
        assertThat(started.statusCode()).as(started.asString()).isEqualTo(202);
        UUID conversation = UUID.fromString(started.path("messages.message[0].conversation.id"));

        JsonBody text = Connector.further(conversation, "x");
        Refusal.expect("400-121", Connector.sending(SharedServer.get(), both.token(), text.with("sender.type", "custom_agent")).send());
        assertThat(Connector.sending(SharedServer.get(), both.token(), text).send().statusCode()).isEqualTo(202);
    }

    @Test
    void aStartOfSeveralMessagesIsAsSafeToRepeatAsOneOfASingleMessage() {
        JsonBody first = opening("one").with("messageId", Unique.name("message"));
        JsonBody second = first.with("messageId", Unique.name("message")).with("content.text", "two");
        Response once = line.connector.send(first, second);
        assertThat(once.statusCode()).as(once.asString()).isEqualTo(202);

        Response again = line.connector.send(first, second);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(again.<Object>path("messages")).isEqualTo(once.path("messages"));
    }

    @Test
    void afterTheEndNothingMoreIsTaken() {
        UUID conversation = start();
        line.connector.accepted(Connector.end(conversation));
        Refusal.expect("400-630", line.connector.send(Connector.further(conversation, "x"))).naming(FIRST + "conversation.id");
        Refusal.expect("400-630", line.connector.send(Connector.end(conversation)));
        Refusal.expect("400-630", asAgent(Connector.further(conversation, "x").with("sender.type", "custom_agent")).send());
        UUID other = start();
        Refusal.expect("400-630", line.connector.send(Connector.end(other), Connector.further(other, "x"))).naming("messages.message[1].conversation.id");
        line.connector.accepted(Connector.further(other, "it goes on"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent.join", "agent.available", "agent.unavailable", "queue.transfer", "pagePush", "richMessage.quickreply",
        "escalation.transfer", "conversation.state"})
    void aCustomerMayNotSayWhatIsForAgents(String type) {
        JsonBody message = Connector.in(start(), type, "customer").with("content", Map.of("json", Map.of()));
        Refusal.expect("400-631", line.connector.send(message)).naming(FIRST + "type.value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete.soft", "delete.permanent", "undo", "customer.active", "authentication.success"})
    void anAgentMayNotSayWhatIsForCustomers(String type) {
        Refusal.expect("400-631", asAgent(Connector.in(start(), type, "custom_agent").with("parent", Map.of("messageId", "x"))).send())
                .naming(FIRST + "type.value");
    }

    @Test
    void aRoleThatTheApplicationDoesNotHaveIsRefused() {
        Refusal.expect("403-102", line.connector.send(Connector.further(start(), "x").with("sender.type", "custom_bot")))
                .naming(FIRST + "sender.type");
        Refusal.expect("403-102", asAgent(Connector.further(start(), "x")).send()).naming(FIRST + "sender.type");
    }

    @Test
    void aTextMayBeAsLongAsTheChannelTakes() {
        UUID conversation = start();
        line.connector.accepted(Connector.further(conversation, "x".repeat(LONGEST_TEXT)));
        line.connector.accepted(Connector.further(conversation, "\uD83D\uDE00".repeat(LONGEST_TEXT)));
        JsonBody tooLong = Connector.further(conversation, "x".repeat(LONGEST_TEXT + 1));
        Refusal.expect("400-633", line.connector.send(tooLong)).naming(FIRST + "content.text");
        Refusal.expect("400-633", line.connector.send(opening("x".repeat(LONGEST_TEXT + 1)))).naming(FIRST + "content.text");
        Refusal.expect("400-633", asAgent(tooLong.with("sender.type", "custom_agent")).send()).naming(FIRST + "content.text");
    }

    @Test
    void aTextMayBeHtmlAlone() {
        line.connector.accepted(Connector.further(start(), "x").with("content", Map.of("html", "<b>x</b>")));
    }

    @Test
    void ofSeveralMessagesAllOrNoneAreStored() {
        UUID conversation = start();
        String messageId = Unique.name("message");
        JsonBody good = Connector.further(conversation, "one").with("messageId", messageId);
        JsonBody newOpening = opening("one").with("messageId", messageId);
        for (JsonBody bad : new JsonBody[]{Connector.further(conversation, "x".repeat(LONGEST_TEXT + 1)), Connector.further(UUID.randomUUID(), "x"),
                Connector.in(conversation, "agent.join", "customer"), Connector.further(conversation, "x").with("sender.type", "custom_bot"),
                opening("x").with("conversation.account.address", "nobody's")}) {
            Response refused = line.connector.send(good, newOpening, bad);
            assertThat(refused.statusCode()).as(refused.asString()).isIn(400, 403);
            assertThat(refused.asString()).contains("messages.message[2]");
        }

        // Had they been stored, this would be other content under the same messageId.
        line.connector.accepted(good.with("content.text", "two"), newOpening.with("content.text", "two"));
        assertThat(line.agentGotUpTo(conversation, "two")).containsExactly("Hello", "two");
    }

    @Test
    void messagesOfManyCallsAtOnceAreDeliveredInOneOrder() throws Exception {
        UUID conversation = start();
        List<Response> responses = atOnce(10, () -> line.connector.send(Connector.further(conversation, Unique.name("text"))));
        assertThat(responses).allSatisfy(response -> assertThat(response.statusCode()).as(response.asString()).isEqualTo(202));
        line.connector.accepted(Connector.further(conversation, "last"));
        List<String> got = line.agentGotUpTo(conversation, "last");
        assertThat(got).hasSize(12).doesNotHaveDuplicates().startsWith("Hello").endsWith("last");
    }

    // Form

    @Test
    void aRequestHasOneToTenMessages() {
        UUID conversation = start();
        JsonBody text = Connector.further(conversation, "x");
        assertThat(line.connector.accepted(Stream.generate(() -> text).limit(10).toArray(JsonBody[]::new))).containsOnly(conversation);
        Refusal.expect("400-119", line.connector.send(Stream.generate(() -> text).limit(11).toArray(JsonBody[]::new))).naming("messages.message");
        Refusal.expect("400-119", line.connector.send()).naming("messages.message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "sender", "conversation", "type.value", "sender.type"})
    void whatIsRequiredMustBeThere(String field) {
        Refusal.expect("400-143", line.connector.send(opening("x").without(field))).naming(FIRST + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "content.unknown", "type.unknown", "sender.unknown", "sender.participant.unknown", "conversation.unknown",
        "conversation.account.unknown", "conversation.account.channel.unknown", "conversation.customer.unknown",
        "conversation.customer.contacts.contact.0.unknown"})
    void unknownFieldsAreRefused(String field) {
        Refusal.expect("400-101", line.connector.send(opening("x").with(field, 1))).naming(FIRST + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messageId", "type", "type.value", "content", "content.text", "sender", "sender.participant", "sender.participant.name",
        "conversation", "conversation.account", "conversation.customer", "conversation.customer.contacts.contact.0.address", "attributes", "parent"})
    void nullIsNoValue(String field) {
        Refusal.expect("400-119", line.connector.send(opening("x").with(field, null))).naming(FIRST + field);
    }

    @Test
    void valuesKeepTheirLimits() {
        UUID conversation = start();
        JsonBody text = Connector.further(conversation, "x");
        Refusal.expect("400-119", line.connector.send(text.with("messageId", ""))).naming(FIRST + "messageId");
        Refusal.expect("400-119", line.connector.send(text.with("messageId", "x".repeat(256)))).naming(FIRST + "messageId");
        Refusal.expect("400-119", line.connector.send(text.with("messageId", 7))).naming(FIRST + "messageId");
        Refusal.expect("400-119", line.connector.send(text.with("content.text", ""))).naming(FIRST + "content.text");
        Refusal.expect("400-119", line.connector.send(text.with("content.text", "x".repeat(10_001)))).naming(FIRST + "content.text");
        Refusal.expect("400-119", line.connector.send(text.with("conversation.id", "7"))).naming(FIRST + "conversation.id");
        Refusal.expect("400-119", line.connector.send(text.with("type.value", "rubbish"))).naming(FIRST + "type.value");
        Refusal.expect("400-119", line.connector.send(text.with("sender.type", "system"))).naming(FIRST + "sender.type");
        Refusal.expect("400-119", line.connector.send(opening("x").with("conversation.entryPoint", Map.of("id", "x"))))
                .naming(FIRST + "conversation.entryPoint.id");
        Refusal.expect("400-143", line.connector.send(text.without("content")));
        Refusal.expect("400-143", line.connector.send(text.with("content", Map.of("redact", true))));
    }

    private static UUID start() {
        return line.connector.start(AgentLine.customerAddress(), "Hello");
    }

    private static JsonBody opening(String text) {
        return line.connector.opening(AgentLine.customerAddress(), text);
    }

    private static JsonBody anonymous(String text) {
        return opening(text).without("conversation.customer");
    }

    private static Call asAgent(JsonBody message) {
        return Connector.sending(SharedServer.get(), line.agent.token(), message);
    }

    private static <T> List<T> atOnce(int times, Callable<T> what) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> result : threads.invokeAll(IntStream.range(0, times).mapToObj(i -> what).toList())) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
