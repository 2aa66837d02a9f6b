package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.RoleName;
import io.micronaut.core.annotation.Introspected;

import java.util.UUID;

/** A client application that takes part in a conversation, in one of its roles. */
@Introspected
public record Party(UUID applicationId, RoleName role) {
}
