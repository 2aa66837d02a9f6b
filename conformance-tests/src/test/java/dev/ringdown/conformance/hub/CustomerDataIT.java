package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of a customer, of its device and of the request: {@code ConversationCustomer}, {@code ClientInfo}, {@code RequestMetadata}. */
class CustomerDataIT {

    private static final int MOST_ATTRIBUTES = 50;
    private static final int MOST_CONTACTS = 25;

    private static PartyLine line;

    @BeforeAll
    static void open() {
        line = PartyLine.withBot("custom_bot", "custom_agent");
    }

    @Test
    void whatTheStartSaysComesWithEveryMessage() {
        Map<String, Object> customer = Map.of("name", "Dana", "type", "individual", "attributes", List.of(attribute("plan", "gold")),
                "contacts", Map.of("contact", List.of(contact("phone", "mobile", "+14085550199"), contact("email", null, "dana@example.com"))));
        Map<String, Object> device = Map.of("timeOffset", -90.5, "referrerName", "Orders", "referrerUrl", "https://shop.example.com/orders");
        UUID conversation = line.start(line.opening("Hello").with("conversation.customer", customer).with("conversation.clientInfo", device)
                .with("conversation.lookupContact", "email").with("conversation.conversationContact", "phone.mobile"));
        line.bot.accepted(line.bot.says(conversation, "typing.start"), line.bot.text(conversation, "Hello Dana"));

        JsonNode toBot = line.bot.getsText(conversation, "Hello").at("/conversation");
        assertThat(JsonBody.of(toBot).without("caseId")).isEqualTo(JsonBody.of(Map.of("id", conversation, "account",
                Map.of("address", line.address, "channel", Map.of("type", line.channelType)), "entryPoint", Map.of("id", "1001"), "clientInfo", device,
                "lookupContact", "email", "conversationContact", "phone.mobile", "customer", customer)));
        assertThat(UUID.fromString(toBot.at("/caseId").asText())).isNotNull();
        assertThat(line.customer.getsText(conversation, "Hello Dana").at("/conversation")).isEqualTo(toBot);
        assertThat(line.customer.getsType(conversation, "typing.start").at("/conversation")).isEqualTo(toBot);
    }

    @Test
    void laterDataIsMerged() {
        UUID conversation = line.escalated(line.start(line.opening("Hello").with("conversation.customer", Map.of("name", "Dana", "type", "individual",
                "attributes", List.of(attribute("plan", "gold"), attribute("since", "2019")),
                "contacts", Map.of("contact", List.of(contact("phone", "mobile", "+14085550199")))))));
        line.bot.accepted(line.bot.says(conversation, "customer.info", Map.of("name", "Dana Reyes", "attributes",
                List.of(attribute("plan", "silver"), attribute("Plan", "x")), "contacts", Map.of("contact",
                List.of(contact("phone", "mobile", "+14085550199"), contact("phone", null, "+14085550199"), contact("email", null, "d@example.com"))))));
        line.agent.accepted(line.agent.says(conversation, "customer.info", Map.of("type", "company")));
        line.customer.accepted(line.customer.says(conversation, "customer.info", Map.of()), line.customer.text(conversation, "there"));

        Map<String, Object> merged = Map.of("name", "Dana Reyes", "type", "company",
                "attributes", List.of(attribute("plan", "silver"), attribute("since", "2019"), attribute("Plan", "x")), "contacts", Map.of("contact",
                List.of(contact("phone", "mobile", "+14085550199"), contact("phone", null, "+14085550199"), contact("email", null, "d@example.com"))));
        assertThat(line.agent.getsText(conversation, "there").at("/conversation/customer")).isEqualTo(JsonBody.of(merged).tree());
        line.agent.accepted(line.agent.says(conversation, "conversation.end"));
        assertThat(line.bot.transcript(conversation).at("customer")).isEqualTo(JsonBody.of(merged).tree());
    }

    @Test
    void aMergeKeepsTheLimits() {
        List<Object> attributes = new ArrayList<>(IntStream.range(0, MOST_ATTRIBUTES).mapToObj(i -> attribute("a" + i, "x")).toList());
        List<Object> contacts = new ArrayList<>(IntStream.range(0, MOST_CONTACTS).mapToObj(i -> contact("email", null, i + "@example.com")).toList());
        UUID conversation = line.start(line.opening("Hello").with("conversation.customer", Map.of("attributes", attributes, "contacts",
                Map.of("contact", contacts))));
        String field = "messages.message[0].content.json.";
        Refusal.expect("400-119", line.customer.send(info(conversation, Map.of("attributes", List.of(attribute("more", "x"))))))
                .naming(field + "attributes");
        Refusal.expect("400-119", line.customer.send(info(conversation, Map.of("contacts", Map.of("contact", List.of(contact("fax", null, "1"))))))
                ).naming(field + "contacts.contact");
        line.customer.accepted(info(conversation, Map.of("attributes", List.of(attribute("a7", "y")), "contacts", Map.of("contact", contacts))));
        attributes.add(attribute("more", "x"));
        Refusal.expect("400-119", line.customer.send(info(conversation, Map.of("attributes", attributes)))).naming(field + "attributes");
        line.customer.accepted(line.customer.says(conversation, "conversation.end"));
        JsonNode customer = line.customer.transcript(conversation).at("customer");
        assertThat(customer.at("/attributes")).hasSize(MOST_ATTRIBUTES);
        assertThat(customer.at("/attributes/7/value").asText()).isEqualTo("y");
        assertThat(customer.at("/contacts/contact")).hasSize(MOST_CONTACTS);
    }

    @Test
    void factsAboutTheRequestStayWithTheHub() {
        String trace = Unique.name("trace");
        List<Object> most = new ArrayList<>(IntStream.range(0, 49).mapToObj(i -> attribute("a" + i, "x")).toList());
        most.add(attribute("trace", trace));
        JsonBody request = dev.ringdown.conformance.fixture.Connector.request(line.opening("Hello")).with("metadata", Map.of("attributes", most));
        UUID conversation = UUID.fromString(Player.receipts(line.customer.sending().withJson(request).send()).get(0).at("/conversation/id").asText());
        assertThat(line.bot.getsText(conversation, "Hello").toString()).doesNotContain(trace);
        most.add(attribute("more", "x"));
        Refusal.expect("400-119", line.customer.sending().withJson(request.with("metadata.attributes", most)).send()).naming("metadata.attributes");
        Refusal.expect("400-101", line.customer.sending().withJson(request.with("metadata.more", 1)).send()).naming("metadata.more");
        Refusal.expect("400-143", line.customer.sending().withJson(request.with("metadata.attributes", List.of(Map.of("name", "x")))).send())
                .naming("metadata.attributes[0].value");
        Player.receipts(line.customer.sending().withJson(request.with("metadata", Map.of())).send());
    }

    @Test
    void whatStandsBesideTheIdIsNotRead() {
        UUID conversation = line.start(line.opening("Hello").with("conversation.customer", Map.of("name", "Dana")));
        line.customer.accepted(line.customer.text(conversation, "more").with("conversation", Map.of("id", conversation, "customer",
                Map.of("name", "Nobody"), "account", Map.of("address", "nowhere", "channel", Map.of("type", "none")), "conversationContact", "fax",
                "entryPoint", Map.of("id", "9"))));
        JsonNode seen = line.bot.getsText(conversation, "more").at("/conversation");
        assertThat(seen.at("/customer/name").asText()).isEqualTo("Dana");
        assertThat(seen.at("/account/address").asText()).isEqualTo(line.address);
        assertThat(seen.at("/entryPoint/id").asText()).isEqualTo("1001");
    }

    private static JsonBody info(UUID conversation, Map<String, ?> customer) {
        return line.customer.says(conversation, "customer.info", customer);
    }

    private static Map<String, String> attribute(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private static Map<String, String> contact(String type, String subType, String address) {
        return subType == null ? Map.of("type", type, "address", address) : Map.of("type", type, "subType", subType, "address", address);
    }
}
