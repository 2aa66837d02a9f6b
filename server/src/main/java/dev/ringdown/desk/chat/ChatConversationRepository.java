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

    @Query("SELECT * FROM chat_conversation WHERE chat_id IN (:chatIds)")
    List<ChatConversation> ofChats(Collection<Long> chatIds);

    @Query("SELECT * FROM chat_conversation WHERE conversation_id IN (:conversationIds)")
    List<ChatConversation> ofConversations(@BinaryUuid @Expandable Collection<UUID> conversationIds);
}
