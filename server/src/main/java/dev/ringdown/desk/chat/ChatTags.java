package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatTag;
import dev.ringdown.desk.figure.Facts;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which tags chats carry. What writes joins the transaction around the call, in which the conversation of the chat is locked. */
@Singleton
public class ChatTags {

    private final ChatTagRepository repository;
    private final Facts facts;

    ChatTags(ChatTagRepository repository, Facts facts) {
        this.repository = repository;
        this.facts = facts;
    }

    /** The tags of many chats, by chat, each list by name; chats without tags are not in it. One statement, whatever it finds. */
    public Map<Long, List<ChatTag>> of(Collection<Long> chatIds) {
        // No chat has the number 0: an empty list is no SQL.
        return repository.ofChats(chatIds.isEmpty() ? List.of(0L) : chatIds).stream().collect(Collectors.groupingBy(ChatTagView::chatId,
                Collectors.mapping(tag -> new ChatTag(tag.tagId(), tag.tagName()), Collectors.toList())));
    }

    /** Puts the tags of a department on a chat that enters it, as far as they and their groups are enabled. */
    public void enter(long chatId, long departmentId, Instant at) {
        if (repository.addThoseOf(chatId, departmentId, at) > 0) {
            facts.taggedOnEntry(chatId, departmentId, at);
        }
    }

    /** Whether there is such a tag, enabled or not; one that was deleted is none. */
    public boolean isListed(long tagId) {
        return repository.countListed(tagId) > 0;
    }

    /** Whether the chat carries the tag, deleted or not. */
    public boolean isOn(long chatId, long tagId) {
        return repository.countOn(chatId, tagId) > 0;
    }

    /**
     * Puts a tag on a chat that does not carry it.
     *
     * @return false if the tag or its group is disabled, or the tag was deleted
     */
    public boolean add(long chatId, long tagId, Instant at) {
        if (repository.add(chatId, tagId, at) == 0) {
            return false;
        }
        facts.tagged(chatId, tagId);
        return true;
    }

    /** The chat is closed, and nothing of it changes any more that it is listed by: by its tags it is found so from now on. */
    public void closed(long chatId) {
        repository.close(chatId);
    }

    /** @return whether the chat carried the tag */
    public boolean remove(long chatId, long tagId) {
        facts.untagged(chatId, tagId);
        return repository.remove(chatId, tagId) > 0;
    }
}
