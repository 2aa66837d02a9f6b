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

/** The tables {@code conversation}, {@code conversation_party}, {@code conversation_configuration} and {@code conversation_start}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ConversationRepository extends GenericRepository<ConversationRow, UUID> {

    ConversationRow save(ConversationRow row);

    @Query("SELECT * FROM conversation WHERE id = :id")
    Optional<ConversationRow> find(@BinaryUuid UUID id);

    /** In the order of their ids, so that two requests that lock the same never wait for each other crosswise. */
    @Query("SELECT * FROM conversation WHERE id IN (:ids) ORDER BY id FOR UPDATE")
    List<ConversationRow> lock(@BinaryUuid @Expandable Collection<UUID> ids);

    @Query("UPDATE conversation SET state = :state, next_sequence = :nextSequence, last_message_at = :lastMessageAt, ended_at = :endedAt WHERE id = :id")
    void advance(@BinaryUuid UUID id, ConversationState state, long nextSequence, Instant lastMessageAt, @Nullable Instant endedAt);

    @Query("UPDATE conversation SET customer = :customer, language = :language WHERE id = :id")
    void describe(@BinaryUuid UUID id, @Nullable String customer, @Nullable String language);

    @Query("UPDATE conversation SET held_for = :application, held_since = :since, held_from = :from, check_at = :checkAt WHERE id = :id")
    void hold(@BinaryUuid UUID id, @Nullable @BinaryUuid UUID application, @Nullable Instant since, @Nullable Long from, @Nullable Instant checkAt);

    @Query("UPDATE conversation SET check_at = :checkAt WHERE id = :id")
    void checkAt(@BinaryUuid UUID id, @Nullable Instant checkAt);

    @Query("SELECT id FROM conversation WHERE check_at <= :now ORDER BY check_at LIMIT :limit")
    List<ConversationId> toCheck(Instant now, int limit);

    @Query("SELECT c.id FROM agent_availability a JOIN conversation c ON c.held_for = a.application_id AND c.held_since <= a.available_at "
            + "ORDER BY c.held_since LIMIT :limit")
    List<ConversationId> toRelease(int limit);

    @Query("INSERT INTO agent_availability (application_id, available_at) VALUES (:application, :at) "
            + "ON DUPLICATE KEY UPDATE available_at = CASE WHEN available_at < :at THEN :at ELSE available_at END")
    void agentsAvailable(@BinaryUuid UUID application, Instant at);

    @Query("SELECT available_at FROM agent_availability WHERE application_id = :application")
    Optional<Instant> agentsAvailableAt(@BinaryUuid UUID application);

    /** When the last of those was held that are held now. */
    @Query("SELECT held_since FROM conversation WHERE held_for = :application ORDER BY held_since DESC LIMIT 1")
    Optional<Instant> lastHeldSince(@BinaryUuid UUID application);

    /** The conversations of a contact on an account that have not ended, newest first. */
    @Query("SELECT * FROM conversation WHERE account_id = :account AND contact_key = :contact AND ended_at IS NULL ORDER BY id DESC LIMIT :limit")
    List<ConversationRow> open(@BinaryUuid UUID account, byte[] contact, int limit);

    @Query("SELECT * FROM conversation WHERE account_id = :account AND contact_key = :contact AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1")
    Optional<ConversationRow> lastEnded(@BinaryUuid UUID account, byte[] contact);

    @Query("INSERT INTO conversation_party (conversation_id, application_id, role, participant_id, serving) "
            + "VALUES (:conversation, :application, :role, :participant, :serving)")
    void addParty(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role, @Nullable @BinaryUuid UUID participant, boolean serving);

    @Query("UPDATE conversation_party SET serving = FALSE WHERE conversation_id = :conversation AND application_id = :application AND role = :role")
    void serveNoMore(@BinaryUuid UUID conversation, @BinaryUuid UUID application, String role);

    @Query("SELECT conversation_id, application_id, role, participant_id, serving FROM conversation_party WHERE conversation_id IN (:conversations)")
    List<PartyRow> parties(@BinaryUuid @Expandable Collection<UUID> conversations);

    /** Those of the conversations in which the application takes part. */
    @Query("SELECT DISTINCT conversation_id AS id FROM conversation_party WHERE conversation_id IN (:conversations) AND application_id = :application")
    List<ConversationId> ofParty(@BinaryUuid @Expandable Collection<UUID> conversations, @BinaryUuid UUID application);

    /** Nothing changes if it does already: one application may play several parts. */
    @Query("INSERT INTO conversation_configuration (conversation_id, configuration_id) VALUES (:conversation, :configuration) "
            + "ON DUPLICATE KEY UPDATE configuration_id = configuration_id")
    void standOn(@BinaryUuid UUID conversation, @BinaryUuid UUID configuration);

    @Query("DELETE FROM conversation_configuration WHERE conversation_id = :conversation")
    void letGo(@BinaryUuid UUID conversation);

    @Query("INSERT INTO conversation_start (idempotency_key, conversation_id) VALUES (:key, :conversation)")
    void rememberStart(byte[] key, @BinaryUuid UUID conversation);

    @Query("SELECT c.* FROM conversation_start s JOIN conversation c ON c.id = s.conversation_id WHERE s.idempotency_key = :key")
    Optional<ConversationRow> startedBy(byte[] key);

    @Query("SELECT p.role FROM conversation_configuration u JOIN conversation_party p ON p.conversation_id = u.conversation_id "
            + "AND p.application_id = u.configuration_id WHERE u.configuration_id = :application GROUP BY p.role")
    List<String> rolesInOpenConversations(@BinaryUuid UUID application);
}
