package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code message}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface MessageRepository extends GenericRepository<MessageRow, UUID> {

    @Query("INSERT INTO message (id, conversation_id, sequence, type, application_id, sender_type, sender_name, message_id, content_hash, status, "
            + "document, created, sent, receivers) VALUES (:id, :conversationId, :sequence, :type, :applicationId, :senderType, :senderName, "
            + ":messageId, :contentHash, :status, :document, :created, :sent, :receivers)")
    void insert(@BinaryUuid UUID id, @BinaryUuid UUID conversationId, long sequence, String type, @Nullable @BinaryUuid UUID applicationId,
                String senderType, @Nullable String senderName, @Nullable byte[] messageId, @Nullable byte[] contentHash, MessageStatus status,
                @Nullable String document, Instant created, @Nullable Instant sent, @Nullable String receivers);

    @Query("SELECT * FROM message WHERE conversation_id = :conversationId AND sequence = :sequence")
    Optional<MessageRow> at(@BinaryUuid UUID conversationId, long sequence);

    @Query("SELECT * FROM message WHERE conversation_id = :conversationId AND application_id = :applicationId AND message_id = :messageId")
    Optional<MessageRow> known(@BinaryUuid UUID conversationId, @BinaryUuid UUID applicationId, byte[] messageId);

    @Query("SELECT * FROM message WHERE id = :id")
    Optional<MessageRow> find(@BinaryUuid UUID id);

    @Query("SELECT * FROM message WHERE conversation_id = :conversationId AND sequence >= :from AND sequence <= :to ORDER BY sequence")
    List<MessageRow> between(@BinaryUuid UUID conversationId, long from, long to);

    @Query("SELECT * FROM message WHERE conversation_id = :conversationId AND type = :type ORDER BY sequence DESC LIMIT 1")
    Optional<MessageRow> last(@BinaryUuid UUID conversationId, String type);

    @Query("SELECT * FROM message WHERE conversation_id = :conversationId AND type = :type AND sender_type = :senderType ORDER BY sequence LIMIT 1")
    Optional<MessageRow> first(@BinaryUuid UUID conversationId, String type, String senderType);

    @Query("UPDATE message SET deletion = :deletion WHERE id = :id")
    void delete(@BinaryUuid UUID id, @Nullable MessageDeletion deletion);

    @Query("UPDATE message SET deletion = 'PERMANENT', document = :document WHERE id = :id")
    void erase(@BinaryUuid UUID id, @Nullable String document);

    /** What people are to read: not what was kept from the other side. */
    String READABLE = "type IN (:types) AND NOT (sender_type = 'customer' AND status = 'FAILED') ";

    @Query("SELECT conversation_id, sequence FROM message WHERE number = :number")
    Optional<MessagePlace> place(long number);

    // Ids of conversations are UUIDv7: those of one customer, which come one after the other, sort by their start. The index is named, since another
    // one begins with the conversation, too, and is in no order.
    @Query("SELECT * FROM message FORCE INDEX (PRIMARY) WHERE conversation_id IN (:conversations) AND " + READABLE + "ORDER BY conversation_id DESC, "
            + "sequence DESC LIMIT :limit")
    List<MessageRow> latest(@BinaryUuid @Expandable Collection<UUID> conversations, Collection<String> types, int limit);

    @Query("SELECT * FROM message FORCE INDEX (PRIMARY) WHERE conversation_id IN (:conversations) AND " + READABLE + "AND (conversation_id < :conversation OR "
            + "(conversation_id = :conversation AND sequence < :sequence)) ORDER BY conversation_id DESC, sequence DESC LIMIT :limit")
    List<MessageRow> latestBefore(@BinaryUuid @Expandable Collection<UUID> conversations, @BinaryUuid UUID conversation, long sequence,
                                  Collection<String> types, int limit);

    @Query("SELECT * FROM message FORCE INDEX (PRIMARY) WHERE conversation_id IN (:conversations) AND " + READABLE + "ORDER BY conversation_id, sequence LIMIT :limit")
    List<MessageRow> oldest(@BinaryUuid @Expandable Collection<UUID> conversations, Collection<String> types, int limit);

    @Query("SELECT * FROM message FORCE INDEX (PRIMARY) WHERE conversation_id IN (:conversations) AND " + READABLE + "AND (conversation_id > :conversation OR "
            + "(conversation_id = :conversation AND sequence > :sequence)) ORDER BY conversation_id, sequence LIMIT :limit")
    List<MessageRow> oldestAfter(@BinaryUuid @Expandable Collection<UUID> conversations, @BinaryUuid UUID conversation, long sequence,
                                 Collection<String> types, int limit);

    @Query("SELECT * FROM message WHERE number = :number AND " + READABLE)
    Optional<MessageRow> byNumber(long number, Collection<String> types);
}
