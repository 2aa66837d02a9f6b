package dev.ringdown.desk.day;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** An account of the company and the connector of its channel, which brings messages of customers in and gives them what comes for them. */
public final class Line {

    /** What a bot does with what a customer says; it may hand over or end instead of answering. */
    public interface Bot {
        void hears(String text, BotsTurn turn);
    }

    /** A bot's side of one conversation. */
    public interface BotsTurn {
        void says(String text);

        void handsOver();

        void ends();
    }

    /**
     * How an account is to be.
     *
     * @param entryPoint     a DepartmentID, or 0 for the welcome menu
     * @param unavailability {@code off_hours} or {@code retain_and_retry}
     * @param waitingText    what customers read who wait where nobody is there
     * @param bot            who answers first; null: the desk
     */
    public record Plan(String name, long entryPoint, String unavailability, String waitingText, Bot bot) {
    }

    private final Instance instance;
    private final String name;
    private final String channel;
    private final Instance.Credentials connector;
    private final Map<String, Customer> customers = new ConcurrentHashMap<>();

    Line(Instance instance, Plan plan) {
        this.instance = instance;
        name = plan.name;
        channel = "custom." + name;
        Application customer = application("customer", name, this::deliver);
        connector = customer.credentials;
        String channelId = create("/channels", Map.of("type", channel, "displayName", name, "icon", "iVBORw0KGgo=", "l10nProperties", List.of(Map.of(
                "language", "en-US", "properties", List.of(Map.of("name", "msg_hub_retain_and_retry", "value", plan.waitingText))))));
        Map<String, Object> applications = new HashMap<>(Map.of("customerConfiguration", Map.of("customer", id(customer.id))));
        if (plan.bot == null) {
            applications.put("agentConfiguration", Map.of("agents", List.of(id(desk()))));
        } else {
            applications.put("botConfiguration", bot(plan.bot));
        }
        String orchestration = create("/orchestrations", Map.of("name", name, "applications", applications));
        create("/accounts", Map.of("name", name, "address", name, "channel", id(channelId), "chatConfigurations", Map.of("timeout", 720,
                "onAgentUnavailability", plan.unavailability, "allowQueueTransferOnAgentUnavailability", true, "orchestration", id(orchestration),
                "entryPoint", Map.of("id", Long.toString(plan.entryPoint)))));
    }

    /** A customer with an address, who may have it on other lines too. */
    public Customer customer(String customerName, String mobileNumber) {
        return customers.computeIfAbsent(mobileNumber, address -> new Customer(this, customerName, address));
    }

    private record Application(String id, Instance.Credentials credentials) {
    }

    private Application application(String role, String applicationName, Consumer<JsonNode> receiver) {
        String path = "/" + role + "/" + applicationName;
        String id = create("/clientapplications", Map.of("name", role + " " + applicationName, "roles", List.of(Map.of("name", role, "version", "v3",
                "callback", instance.callbacks().open(path, receiver), "notificationEmail", "admin@karoo.test"))));
        JsonNode made = instance.administration("/clientapplications/" + id + "/credentials", Map.of());
        return new Application(id, new Instance.Credentials(made.get("clientId").asText(), made.get("clientSecret").asText()));
    }

    private Map<String, Object> bot(Bot bot) {
        Instance.Credentials[] credentials = new Instance.Credentials[1];
        Application application = application("custom_bot", name, message -> {
            if (message.at("/type/value").asText().equals("text")) {
                bot.hears(message.at("/content/text").asText(), turn(credentials[0], message.at("/conversation/id").asText()));
            }
        });
        credentials[0] = application.credentials;
        String participant = create("/participants", Map.of("name", name + " bot", "type", "custom_bot", "application", id(application.id)));
        return Map.of("forwardTranscript", true, "bots", List.of(Map.of("id", application.id, "participant", id(participant), "onEscalation",
                Map.of("agent", id(desk())))));
    }

    private BotsTurn turn(Instance.Credentials credentials, String conversation) {
        return new BotsTurn() {
            @Override
            public void says(String text) {
                sends("text", Map.of("text", text));
            }

            @Override
            public void handsOver() {
                sends("escalation.transfer", null);
            }

            @Override
            public void ends() {
                sends("conversation.end", null);
            }

            private void sends(String type, Map<String, Object> content) {
                Map<String, Object> message = new HashMap<>(Map.of("type", Map.of("value", type), "sender", Map.of("type", "custom_bot",
                        "participant", Map.of("name", "Robot")), "conversation", Map.of("id", conversation)));
                if (content != null) {
                    message.put("content", content);
                }
                send(credentials, message);
            }
        };
    }

    private void deliver(JsonNode message) {
        String address = message.at("/conversation/customer/contacts/contact/0/address").asText();
        customers.get(address).gets(message);
    }

    /**
     * Sends a message of a customer.
     *
     * @param conversation null: it starts one
     * @param what         its content, or its attachments
     * @return the conversation
     */
    String send(Customer customer, String conversation, String type, Map<String, Object> what) {
        Map<String, Object> message = new HashMap<>(what);
        message.put("type", Map.of("value", type));
        message.put("sender", Map.of("type", "customer", "participant", Map.of("name", customer.name())));
        message.put("conversation", conversation != null ? Map.of("id", conversation) : Map.of(
                "account", Map.of("address", name, "channel", Map.of("type", channel)),
                "customer", Map.of("name", customer.name(), "contacts", Map.of("contact", List.of(Map.of("type", "phone", "subType", "mobile",
                        "address", customer.mobileNumber()))))));
        return send(connector, message).at("/messages/message/0/conversation/id").asText();
    }

    /** @return the id of the asset */
    String uploads(String fileName, String contentType, byte[] content) {
        JsonNode announced = instance.hub(connector, "POST", "/assets", Map.of("channel", Map.of("type", channel), "sender", Map.of("type", "customer"),
                "name", fileName, "size", content.length), 200);
        instance.signed(announced.get("contentUrl").asText(), contentType, content).expecting(204);
        return announced.get("id").asText();
    }

    String downloads(String asset) {
        String url = instance.hub(connector, "GET", "/assets/" + asset, null, 200).get("contentUrl").asText();
        return instance.signed(url, null, null).expecting(200).text();
    }

    private JsonNode send(Instance.Credentials sender, Map<String, Object> message) {
        return instance.hub(sender, "POST", "/conversations/messages", Map.of("messages", Map.of("message", List.of(message))), 202);
    }

    private String create(String path, Object body) {
        return instance.administration(path, body).get("id").asText();
    }

    private String desk() {
        for (JsonNode application : instance.administration("/clientapplications", null).get("clientApplication")) {
            if (application.get("name").asText().equals("ringdown-desk")) {
                return application.get("id").asText();
            }
        }
        throw new AssertionError("The hub has no desk");
    }

    private static Map<String, Object> id(String id) {
        return Map.of("id", id);
    }
}
