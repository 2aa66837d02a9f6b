package dev.ringdown.hub.orchestration;

import dev.ringdown.api.conversationmanager.model.ParticipantType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.ResourceShelf;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.configuration.Reference;
import dev.ringdown.hub.participant.Participant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.UUID;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OrchestrationTest {

    private static final String BOT = "applications.botConfiguration.bots[0]";

    private final ResourceShelf others = new ResourceShelf();
    private final UUID connector = application(RoleName.CUSTOMER);
    private final UUID botApplication = application(RoleName.CUSTOM_BOT);
    private final UUID bot = participant(ParticipantType.CUSTOM_BOT, botApplication);
    private final UUID desk = application(RoleName.CUSTOM_AGENT);

    @Test
    void takesPartsThatFit() {
        UUID all = application(RoleName.CUSTOMER, RoleName.CUSTOM_BOT, RoleName.EGAIN_AGENT);
        assertDoesNotThrow(() -> with(new Bot(botApplication, bot, desk), connector, List.of(desk, all)).check(others));
        assertDoesNotThrow(() -> with(new Bot(all, participant(ParticipantType.CUSTOM_BOT, all), all), all, List.of()).check(others));
        assertDoesNotThrow(() -> with(null, null, List.of(desk)).check(others));
    }

    @ParameterizedTest
    @EnumSource(value = RoleName.class, mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMER")
    void needsACustomerApplication(RoleName role) {
        assertRefused("applications.customerConfiguration.customer.id", with(null, application(role), List.of(desk)));
    }

    @ParameterizedTest
    @EnumSource(value = RoleName.class, mode = EnumSource.Mode.EXCLUDE, names = {"CUSTOM_AGENT", "EGAIN_AGENT"})
    void needsAgentApplications(RoleName role) {
        assertRefused("applications.agentConfiguration.agents[1].id", with(null, connector, List.of(desk, application(role))));
        assertRefused(BOT + ".onEscalation.agent.id", with(new Bot(botApplication, bot, application(role)), connector, List.of()));
    }

    @Test
    void needsABotOfTheApplicationThatIsNamedWithIt() {
        assertRefused(BOT + ".participant.id", with(new Bot(application(RoleName.CUSTOM_BOT), bot, null), connector, List.of()));
    }

    @Test
    void needsTheRoleOfTheBotsType() {
        UUID other = participant(ParticipantType.EGAIN_BOT, botApplication);
        assertRefused(BOT + ".id", with(new Bot(botApplication, other, null), connector, List.of()));
    }

    @Test
    void namesEveryPlaceThatRefers() {
        assertEquals(
                List.of(BOT + ".id", BOT + ".participant.id", BOT + ".onEscalation.agent.id", "applications.customerConfiguration.customer.id",
                        "applications.agentConfiguration.agents[0].id"),
                with(new Bot(botApplication, bot, desk), connector, List.of(desk)).references().stream().map(Reference::field).toList());
        assertEquals(List.of(BOT + ".id", BOT + ".participant.id"),
                with(new Bot(botApplication, bot, null), null, List.of()).references().stream().map(Reference::field).toList());
    }

    private void assertRefused(String field, Orchestration orchestration) {
        HubException refusal = assertThrows(HubException.class, () -> orchestration.check(others));
        assertEquals(HubErrorCode.REFERENCE_NOT_FOUND, refusal.code());
        assertEquals(field, refusal.body().details().get(0).value());
    }

    private static Orchestration with(Bot bot, UUID customer, List<UUID> agents) {
        return new Orchestration("name", null, true, bot == null ? null : new BotConfiguration(false, null, List.of(bot)), customer, agents);
    }

    private UUID participant(ParticipantType type, UUID application) {
        return others.put(new Participant("bot", type, null, false, application, List.of(), List.of()));
    }

    private UUID application(RoleName... roles) {
        return others.put(new ClientApplication("application", null, false, List.of(roles).stream()
                .map(role -> new Role(role, RoleVersion.V3, "https://example.com/", "a@example.com", List.of(), null))
                .toList()));
    }
}
