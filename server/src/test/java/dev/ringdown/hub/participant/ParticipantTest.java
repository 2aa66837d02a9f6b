package dev.ringdown.hub.participant;

import dev.ringdown.api.conversationmanager.model.ParticipantType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.ResourceShelf;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.UUID;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ParticipantTest {

    private final ResourceShelf others = new ResourceShelf();

    @ParameterizedTest
    @EnumSource
    void needsAnApplicationWithTheRoleOfItsType(RoleName role) {
        UUID application = others.put(new ClientApplication("application", null, false,
                List.of(new Role(role, RoleVersion.V3, "https://example.com/", "a@example.com", List.of(), null))));
        for (ParticipantType type : ParticipantType.values()) {
            Participant bot = new Participant("bot", type, null, true, application, List.of(), List.of());
            if (type.getValue().equals(role.getValue())) {
                assertDoesNotThrow(() -> bot.check(others));
            } else {
                HubException refusal = assertThrows(HubException.class, () -> bot.check(others));
                assertEquals(HubErrorCode.REFERENCE_NOT_FOUND, refusal.code());
                assertEquals("application.id", refusal.body().details().get(0).value());
            }
        }
    }
}
