package dev.ringdown.conformance.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An account with all who talk on it: a customer application, a bot or none, and an agent application, all of them outside the server. Its
 * channel restricts nothing until it is told to.
 */
final class PartyLine {

    final Player customer;
    /** Null where agents serve at once. */
    final Player bot;
    final Player agent;
    final String account;
    final String channelType;
    final String address;
    private final String orchestration;

    private PartyLine(Player customer, Player bot, Player agent, String orchestration, UnaryOperator<JsonBody> channel, UnaryOperator<JsonBody> account) {
        this.customer = customer;
        this.bot = bot;
        this.agent = agent;
        this.orchestration = orchestration;
        this.channelType = Unique.name("custom.channel");
        this.address = Unique.name("address");
        String channelId = new Resource(Kind.CHANNEL).created(channel.apply(Kind.CHANNEL.minimalBody().with("type", channelType)));
        this.account = new Resource(Kind.ACCOUNT).created(account.apply(JsonBody.of(Map.of("name", Unique.name("account"), "address", address,
                "channel", Map.of("id", channelId), "chatConfigurations",
                Map.of("timeout", 30, "orchestration", Map.of("id", orchestration), "entryPoint", Map.of("id", "1001"))))));
    }

    /** A bot serves first and hands over to agents. */
    static PartyLine withBot(String botRole, String agentRole) {
        return create(player(botRole), player(agentRole));
    }

    /** Agents serve at once. */
    static PartyLine withoutBot(String agentRole) {
        return create(null, player(agentRole));
    }

    /** With these agents, whatever they are. */
    static PartyLine withAgents(Player agents) {
        return create(null, agents);
    }

    private static PartyLine create(Player bot, Player agent) {
        Player customer = player("customer");
        Map<String, Object> applications = new LinkedHashMap<>();
        applications.put("customerConfiguration", Map.of("customer", id(customer)));
        if (bot == null) {
            applications.put("agentConfiguration", Map.of("agents", List.of(id(agent))));
        } else {
            String participant = new Resource(Kind.PARTICIPANT).created(JsonBody.of(Map.of("name", Unique.name("bot"), "type", bot.role(),
                    "application", id(bot))));
            applications.put("botConfiguration", Map.of("bots", List.of(Map.of("id", bot.application().id(), "participant",
                    Map.of("id", participant), "onEscalation", Map.of("agent", id(agent))))));
        }
        String orchestration = new Resource(Kind.ORCHESTRATION).created(JsonBody.of(Map.of("name", Unique.name("orchestration"),
                "applications", applications)));
        return new PartyLine(customer, bot, agent, orchestration, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Another application with one role. */
    static Player player(String role) {
        String path = "/" + Unique.name(role);
        return new Player(role, new HubFixtures(SharedServer.get()).application().role(role, Player.RECEIVER.at(path).toString())
                .createWithCredentials(), path);
    }

    private static Map<String, Object> id(Player player) {
        return Map.of("id", player.application().id());
    }

    /** The same players on another channel and account. */
    PartyLine with(UnaryOperator<JsonBody> changedChannel, UnaryOperator<JsonBody> changedAccount) {
        return new PartyLine(customer, bot, agent, orchestration, changedChannel, changedAccount);
    }

    /** The same players on a channel with restrictions. */
    PartyLine restricted(Map<String, ?> restrictions) {
        return with(channel -> channel.with("restrictions", restrictions), UnaryOperator.identity());
    }

    /** A text that starts a conversation of a customer of whom nothing is known. */
    JsonBody opening(String text) {
        return JsonBody.of(Map.of("type", Map.of("value", "text"), "content", Map.of("text", text), "sender", Map.of("type", "customer"),
                "conversation", Map.of("account", Map.of("address", address, "channel", Map.of("type", channelType)))));
    }

    /** Starts a conversation. */
    UUID start(JsonBody opening) {
        return UUID.fromString(customer.accepted(opening).get(0).at("/conversation/id").asText());
    }

    UUID start() {
        return start(opening("Hello"));
    }

    /** The bot hands over to the agents. */
    UUID escalated(UUID conversation) {
        bot.accepted(bot.says(conversation, "escalation.transfer"));
        return conversation;
    }

    /** The items of an array, none where there is none. */
    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }
}
