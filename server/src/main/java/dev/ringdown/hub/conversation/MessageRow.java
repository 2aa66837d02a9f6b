package dev.ringdown.hub.conversation;

import dev.ringdown.store.BinaryUuid;
import dev.ringdown.store.Columns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A row of the table {@code message}.
 *
 * @param contentHash tells whether a message that comes again under the same messageId says the same
 * @param receivers   who it went to when it was stored, as JSON; null: nobody
 * @param deletion    how the customer has deleted it; null: not
 */
@MappedEntity("message")
record MessageRow(@Id @BinaryUuid UUID id, @BinaryUuid UUID conversationId, long sequence, long number, String type,
                  @Nullable @BinaryUuid UUID applicationId, String senderType, @Nullable String senderName, @Nullable byte[] messageId,
                  @Nullable byte[] contentHash, MessageStatus status, @Nullable String document, Instant created, @Nullable Instant sent,
                  @Nullable String receivers, @Nullable MessageDeletion deletion) {

    /** For statements that read many: what is shown of a message. To find each column by name takes longer than all the rest. */
    static final String COLUMNS = "id, conversation_id, sequence, number, type, application_id, sender_type, sender_name, message_id, status, document, "
            + "created, sent, deletion";

    /** Of {@link #COLUMNS}; the content's hash and the receivers are null. */
    static MessageRow read(ResultSet row) throws SQLException {
        String deletion = row.getString(14);
        return new MessageRow(Columns.uuid(row, 1), Columns.uuid(row, 2), row.getLong(3), row.getLong(4), row.getString(5), Columns.uuid(row, 6),
                row.getString(7), row.getString(8), row.getBytes(9), null, MessageStatus.valueOf(row.getString(10)), row.getString(11),
                Columns.instant(row, 12), Columns.instant(row, 13), null, deletion == null ? null : MessageDeletion.valueOf(deletion));
    }
}
