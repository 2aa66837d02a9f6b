package dev.ringdown.desk.chat;

import dev.ringdown.desk.agent.Caller;
import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.util.List;

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

    /** The chats of one state, latest message first. */
    List<ChatView> page(ChatRepository chats, int status, @Nullable Place after, int limit) {
        return !wants(status) ? List.of() : chats.page(caller.agentId(), caller.manager(), status, chatId, departmentId, agentId, customerId, tagId,
                startedFrom, startedBefore, updatedSince, after == null ? null : after.lastMessageAt, after == null ? null : after.chatId, limit);
    }

    /** How many there are in all, counted no further than {@code most}. */
    long count(ChatRepository chats, int most) {
        return chats.count(caller.agentId(), caller.manager(), statusId, chatId, departmentId, agentId, customerId, tagId, startedFrom, startedBefore,
                updatedSince, most);
    }
}
