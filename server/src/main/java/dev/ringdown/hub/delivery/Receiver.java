package dev.ringdown.hub.delivery;

import java.util.UUID;

/** Who is called back: a client application in one of its roles, each of which has its own callback. */
record Receiver(UUID applicationId, String role) {
}
