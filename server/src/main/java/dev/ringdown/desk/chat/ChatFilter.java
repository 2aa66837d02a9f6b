package dev.ringdown.desk.chat;

import dev.ringdown.desk.agent.Caller;
import io.micronaut.core.annotation.Nullable;

import java.time.Instant;

/**
 * Which chats a caller wants to see (GetChats); null: any.
 *
 * @param statusId      one of the states; null: all three
 * @param startedFrom   started then or later
 * @param startedBefore started before then
 */
record ChatFilter(Caller caller, @Nullable Integer statusId, @Nullable Long chatId, @Nullable Long departmentId, @Nullable Long agentId,
                  @Nullable Long customerId, @Nullable Long tagId, @Nullable Instant startedFrom, @Nullable Instant startedBefore, @Nullable Instant updatedSince) {

    /** A place in the order of chats: the last message of a chat and, where several have it, its id. */
    record Place(Instant lastMessageAt, long chatId) {
    }

    boolean wants(int status) {
        return statusId == null || statusId == status;
    }
}
