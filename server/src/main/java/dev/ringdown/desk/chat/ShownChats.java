package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.Chat;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.ChatTag;
import dev.ringdown.api.agentchat.model.CustomerSummary;
import dev.ringdown.api.agentchat.model.Message;
import dev.ringdown.desk.agent.Caller;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Shows chats as the contract does ({@code Chat}). Whether the caller may see them is asked before. */
@Singleton
public class ShownChats {

    private final ChatRepository chats;
    private final ChatPages pages;
    private final ChatTags tags;

    ShownChats(ChatRepository chats, ChatPages pages, ChatTags tags) {
        this.chats = chats;
        this.pages = pages;
        this.tags = tags;
    }

    /** A chat as it is now, in the transaction around the call. */
    public Chat now(long chatId) {
        return of(chats.view(chatId).orElseThrow());
    }

    Chat of(ChatView chat) {
        return of(List.of(chat)).get(0);
    }

    /** Many chats as they are now, in no particular order; one that is unknown is not in it. Two statements. */
    public List<Chat> now(Collection<Long> chatIds) {
        return of(chatIds.isEmpty() ? List.of() : chats.views(chatIds));
    }

    /** The latest chats of a customer that the caller sees, latest message first. Three statements at the most. */
    public List<Chat> latestOf(Caller caller, long customerId, int limit) {
        return of(pages.latestOf(caller, customerId, limit));
    }

    /** In the order given; one statement for the tags of all. */
    List<Chat> of(List<ChatView> views) {
        return of(views, null);
    }

    /** @param messages by chat, newest first; null where they were not asked for */
    List<Chat> of(List<ChatView> views, @Nullable Map<Long, List<Message>> messages) {
        Map<Long, List<ChatTag>> found = tags.of(views.stream().map(ChatView::id).toList());
        return views.stream().map(view -> form(view, found.getOrDefault(view.id(), List.of()),
                messages == null ? null : messages.getOrDefault(view.id(), List.of()))).toList();
    }

    private static Chat form(ChatView chat, List<ChatTag> tags, @Nullable List<Message> messages) {
        return new Chat(chat.id(), ChatStatus.toEnum(chat.statusId()),
                new CustomerSummary(chat.customerId(), chat.customerName(), chat.mobileNumber(), chat.email()), chat.departmentId(),
                chat.agentId(), chat.channel(), tags, chat.startedAt(), chat.assignedAt(), chat.firstResponseAt(), chat.closedAt(),
                chat.lastMessageAt(), messages);
    }
}
