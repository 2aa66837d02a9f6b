package dev.ringdown.desk.chat;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/**
 * One of a chat's conversations of the hub: a row of the table {@code chat_conversation}.
 *
 * @param position its place in the chat, from 1; the last one is live
 */
@MappedEntity("chat_conversation")
public record ChatConversation(@Id @BinaryUuid UUID conversationId, long chatId, int position) {
}
