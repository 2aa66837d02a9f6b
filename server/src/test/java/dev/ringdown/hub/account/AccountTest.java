package dev.ringdown.hub.account;

import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.ResourceShelf;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.configuration.UniqueKey;
import dev.ringdown.hub.orchestration.Orchestration;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class AccountTest {

    private final ResourceShelf others = new ResourceShelf();
    private final UUID channel = channel("custom.teams");
    private final UUID orchestration = orchestration(UUID.randomUUID());

    @Test
    void needsAPlaceForRepliesOnAnOwnChannel() {
        UUID withoutCustomer = orchestration(null);
        for (String own : List.of("custom.teams", "custom_channel", "sms2")) {
            assertDoesNotThrow(() -> account("a", true, channel(own), orchestration).check(others));
            HubException refusal = assertThrows(HubException.class, () -> account("a", true, channel(own), withoutCustomer).check(others));
            assertEquals(HubErrorCode.REFERENCE_NOT_FOUND, refusal.code());
            assertEquals("chatConfigurations.orchestration.id", refusal.body().details().get(0).value());
        }
    }

    @Test
    void needsNoneOnAChannelOfEgains() {
        assertDoesNotThrow(() -> account("a", true, channel("SMS"), orchestration(null)).check(others));
    }

    @Test
    void takesAddressesForTheSameWithoutRegardToCaseAndBlanks() {
        assertEquals(addressKey("Shop@Example.com ", channel), addressKey("shop@example.COM", channel));
        assertEquals(addressKey("Cafe\u0301", channel), addressKey("caf\u00e9", channel));
        assertNotEquals(addressKey("shop@example.com", channel), addressKey("shop@example.org", channel));
        assertNotEquals(addressKey("stra\u00dfe", channel), addressKey("strasse", channel));
        assertNotEquals(addressKey("shop@example.com", channel), addressKey("shop@example.com", channel("sms")));
    }

    @Test
    void letsInactiveOnesShareAnAddress() {
        assertEquals(List.of("name"),
                account("a", false, channel, orchestration).uniqueKeys().stream().map(UniqueKey::field).toList());
        assertEquals(List.of("name", "address"),
                account("a", true, channel, orchestration).uniqueKeys().stream().map(UniqueKey::field).toList());
    }

    private String addressKey(String address, UUID channel) {
        return account(address, true, channel, orchestration).uniqueKeys().get(1).value();
    }

    private static Account account(String address, boolean active, UUID channel, UUID orchestration) {
        return new Account("name", null, active, address, channel, null,
                new ChatSettings(30, null, AgentUnavailability.OFF_HOURS, false, false, orchestration, "0"), List.of());
    }

    private UUID channel(String type) {
        return others.put(new Channel(type, "Channel", "R0lGODlh", null, false, null, List.of()));
    }

    private UUID orchestration(UUID customer) {
        return others.put(new Orchestration("orchestration", null, false, null, customer, List.of(UUID.randomUUID())));
    }
}
