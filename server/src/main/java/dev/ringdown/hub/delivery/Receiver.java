package dev.ringdown.hub.delivery;

import dev.ringdown.hub.conversation.Party;

import java.util.UUID;

/** Who is called back: a client application in one of its roles, each of which has its own callback. */
record Receiver(UUID applicationId, String role) {

    static Receiver of(Party party) {
        return new Receiver(party.applicationId(), party.role().getValue());
    }
}
