package dev.ringdown.hub.orchestration;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.RequiredRole;
import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationKind;
import dev.ringdown.hub.configuration.ConfigurationLookup;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.Reference;
import dev.ringdown.hub.configuration.UniqueKey;
import dev.ringdown.hub.participant.Participant;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who talks to whom on the accounts that refer to it. There are bots or agents, or both: then a bot serves first, and the agents
 * serve those who skip it.
 *
 * @param active   while false, no conversation can be started with it
 * @param bots     null when agents serve from the start
 * @param customer the client application that starts conversations and gets the replies; without one nobody can start any
 * @param agents   client applications that serve without a bot, the first one first; empty when there are bots alone
 */
@Introspected
public record Orchestration(String name, @Nullable String description, boolean active, @Nullable BotConfiguration bots,
                            @Nullable UUID customer, List<UUID> agents) implements ConfigurationDocument {

    public static final ConfigurationType<Orchestration> TYPE = new ConfigurationType<>(ConfigurationKind.ORCHESTRATION, Orchestration.class);

    private static final List<RoleName> AGENT_ROLES = List.of(RoleName.EGAIN_AGENT, RoleName.CUSTOM_AGENT);
    private static final String CUSTOMER_FIELD = "applications.customerConfiguration.customer.id";

    public Orchestration {
        agents = List.copyOf(agents);
    }

    @Override
    public List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < botList().size(); i++) {
            Bot bot = botList().get(i);
            references.add(new Reference(ClientApplication.TYPE, bot.application(), botField(i) + ".id"));
            references.add(new Reference(Participant.TYPE, bot.participant(), botField(i) + ".participant.id"));
            if (bot.onEscalation() != null) {
                references.add(new Reference(ClientApplication.TYPE, bot.onEscalation(), escalationField(i)));
            }
        }
        if (customer != null) {
            references.add(new Reference(ClientApplication.TYPE, customer, CUSTOMER_FIELD));
        }
        for (int i = 0; i < agents.size(); i++) {
            references.add(new Reference(ClientApplication.TYPE, agents.get(i), agentField(i)));
        }
        return references;
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return List.of(UniqueKey.ofName(name, "name"));
    }

    @Override
    public void check(ConfigurationLookup others) {
        for (int i = 0; i < botList().size(); i++) {
            checkBot(others, i);
        }
        if (customer != null) {
            RequiredRole.check(others, customer, List.of(RoleName.CUSTOMER), CUSTOMER_FIELD);
        }
        for (int i = 0; i < agents.size(); i++) {
            RequiredRole.check(others, agents.get(i), AGENT_ROLES, agentField(i));
        }
    }

    private void checkBot(ConfigurationLookup others, int i) {
        Bot bot = botList().get(i);
        Participant participant = others.find(Participant.TYPE, bot.participant())
                .map(Configured::document)
                .filter(found -> found.application().equals(bot.application()))
                .orElseThrow(() -> HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, botField(i) + ".participant.id",
                        "The participant that " + botField(i) + ".participant.id gives does not belong to the client application of "
                                + botField(i) + ".id."));
        RequiredRole.check(others, bot.application(), List.of(participant.role()), botField(i) + ".id");
        if (bot.onEscalation() != null) {
            RequiredRole.check(others, bot.onEscalation(), AGENT_ROLES, escalationField(i));
        }
    }

    private List<Bot> botList() {
        return bots == null ? List.of() : bots.bots();
    }

    private static String botField(int i) {
        return "applications.botConfiguration.bots[" + i + "]";
    }

    private static String escalationField(int i) {
        return botField(i) + ".onEscalation.agent.id";
    }

    private static String agentField(int i) {
        return "applications.agentConfiguration.agents[" + i + "].id";
    }
}
