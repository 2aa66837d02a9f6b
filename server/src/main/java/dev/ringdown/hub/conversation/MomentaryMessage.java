package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that matters for a moment only and is not stored, such as that somebody types.
 *
 * @param id        its identity in the hub's API; its webhook-id too
 * @param messageId the sender's own id of it
 */
public record MomentaryMessage(UUID id, @Nullable String messageId, MessageTypeName type, MessageSenderType senderType,
                               @Nullable String senderName, MessageBody body, Instant created) {
}
