package dev.ringdown.desk.chat;

import io.micronaut.data.annotation.MappedEntity;

/** A tag on a chat, with its name. */
@MappedEntity
record ChatTagView(long chatId, long tagId, String tagName) {
}
