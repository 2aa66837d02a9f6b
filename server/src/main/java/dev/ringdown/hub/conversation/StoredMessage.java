package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as the hub keeps it.
 *
 * @param sequence      its place in the conversation, from 1: the order
 * @param id            its identity in the hub's API
 * @param number        its identity for those that need a number; says nothing of the order
 * @param applicationId the client application that sent it; null for the hub itself
 * @param messageId     the sender's own id of it
 * @param sent          when the last receiver had it
 */
public record StoredMessage(UUID conversationId, long sequence, UUID id, long number, MessageTypeName type, @Nullable UUID applicationId,
                            MessageSenderType senderType, @Nullable String senderName, @Nullable String messageId, MessageStatus status,
                            MessageBody body, Instant created, @Nullable Instant sent) {
}
