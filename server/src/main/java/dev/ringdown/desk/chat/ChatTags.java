package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatTag;
import dev.ringdown.desk.figure.Facts;
import dev.ringdown.store.PlainSql;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which tags chats carry. What writes joins the transaction around the call, in which the conversation of the chat is locked. */
@Singleton
public class ChatTags {

    private final PlainSql sql;
    private final ChatTagRepository repository;
    private final Facts facts;

    ChatTags(PlainSql sql, ChatTagRepository repository, Facts facts) {
        this.sql = sql;
        this.repository = repository;
        this.facts = facts;
    }

    /** The tags of many chats, by chat, each list by name as people sort it; chats without tags are not in it. One statement, whatever it finds. */
    public Map<Long, List<ChatTag>> of(Collection<Long> chatIds) {
        if (chatIds.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<ChatTag>> tags = new HashMap<>();
        sql.list("SELECT c.chat_id, t.id, t.name FROM chat_tag c FORCE INDEX (PRIMARY) STRAIGHT_JOIN tag t ON t.id = c.tag_id WHERE c.chat_id IN ("
                + chatIds.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ") ORDER BY c.chat_id, t.name COLLATE utf8mb4_unicode_ci, t.id",
                row -> tags.computeIfAbsent(row.getLong(1), chat -> new ArrayList<>()).add(new ChatTag(row.getLong(2), row.getString(3))));
        return tags;
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
