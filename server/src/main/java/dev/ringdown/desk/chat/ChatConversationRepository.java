package dev.ringdown.desk.chat;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code chat_conversation}. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ChatConversationRepository extends GenericRepository<ChatConversation, UUID> {

    ChatConversation save(ChatConversation conversation);

    @Query("SELECT * FROM chat_conversation WHERE conversation_id = :conversationId")
    Optional<ChatConversation> find(@BinaryUuid UUID conversationId);

    @Query("SELECT * FROM chat_conversation WHERE chat_id = :chatId ORDER BY position DESC LIMIT 1")
    Optional<ChatConversation> live(long chatId);

    /** The last conversations of each of many chats, no more than so many of each. */
    @Query("SELECT c.* FROM (SELECT chat_id, MAX(position) AS last FROM chat_conversation WHERE chat_id IN (:chatIds) GROUP BY chat_id) l "
            + "STRAIGHT_JOIN chat_conversation c ON c.chat_id = l.chat_id AND c.position > l.last - :limitEach")
    List<ChatConversation> lastOfEach(Collection<Long> chatIds, int limitEach);

    /** The conversations of a chat up to a position, the last one first. */
    @Query("SELECT * FROM chat_conversation WHERE chat_id = :chatId AND position <= :last ORDER BY position DESC LIMIT :limit")
    List<ChatConversation> upTo(long chatId, int last, int limit);

    /** The conversations of a chat behind a position, in their order. */
    @Query("SELECT * FROM chat_conversation WHERE chat_id = :chatId AND position > :after ORDER BY position LIMIT :limit")
    List<ChatConversation> after(long chatId, int after, int limit);

    @Query("SELECT * FROM chat_conversation WHERE conversation_id IN (:conversationIds)")
    List<ChatConversation> ofConversations(@BinaryUuid @Expandable Collection<UUID> conversationIds);
}
