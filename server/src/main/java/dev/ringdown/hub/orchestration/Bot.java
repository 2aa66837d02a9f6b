package dev.ringdown.hub.orchestration;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.UUID;

/**
 * A bot of an orchestration.
 *
 * @param application  the client application through which it talks; that of the participant
 * @param participant  the bot itself
 * @param onEscalation the agent application that takes over when it escalates; null means that it cannot
 */
@Introspected
public record Bot(UUID application, UUID participant, @Nullable UUID onEscalation) {
}
