package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import io.micronaut.core.annotation.Nullable;

/**
 * A message on its way in.
 *
 * @param messageId  the sender's own id of it: sent again with the same one, it is the same message. Null: always a new one
 * @param senderType the part that the sender plays
 * @param senderName who wrote it, for people to read
 */
public record NewMessage(@Nullable String messageId, MessageTypeName type, MessageBody body, PartyType senderType, @Nullable String senderName) {
}
