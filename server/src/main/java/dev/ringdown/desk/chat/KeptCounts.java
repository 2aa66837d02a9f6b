package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.desk.figure.ClosedChats;
import dev.ringdown.desk.figure.StartedChats;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many chats match what a call asks for, where that is known without going through them; all else is counted ({@link ChatPages}). */
@Singleton
class KeptCounts {

    private final ClosedChats closed;
    private final StartedChats started;

    KeptCounts(ClosedChats closed, StartedChats started) {
        this.closed = closed;
        this.started = started;
    }

    /** Closed chats: of the company, an agent, a customer or a tag. */
    OptionalLong closed(ChatFilter filter, @Nullable List<Long> departments) {
        List<Long> subjects = subjects(filter);
        if (!filter.wants(ChatStatus.CLOSED.getValue()) || filter.chatId() != null || filter.startedFrom() != null || filter.startedBefore() != null
                || filter.updatedSince() != null || subjects.size() > 1) {
            return OptionalLong.empty();
        }
        ClosedChats.Listing listing = filter.agentId() != null ? ClosedChats.Listing.AGENT : filter.customerId() != null ? ClosedChats.Listing.CUSTOMER
                : filter.tagId() != null ? ClosedChats.Listing.TAG : ClosedChats.Listing.COMPANY;
        return closed.count(listing, subjects.isEmpty() ? 0 : subjects.get(0), departments);
    }

    /** Chats in any state: of the company, on some days. By department it is not known, since chats go from one to another. */
    OptionalLong all(ChatFilter filter, @Nullable List<Long> departments) {
        boolean known = departments == null && filter.statusId() == null && filter.chatId() == null && filter.startedFrom() != null
                && filter.updatedSince() == null && subjects(filter).isEmpty();
        return known ? started.count(filter.startedFrom(), filter.startedBefore()) : OptionalLong.empty();
    }

    private static List<Long> subjects(ChatFilter filter) {
        return Stream.of(filter.agentId(), filter.customerId(), filter.tagId()).filter(Objects::nonNull).toList();
    }
}
