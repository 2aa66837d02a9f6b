package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the latest messages of many sets of conversations, with one statement that has a SELECT for each: the database goes back from the last message
 * of each, and stops where enough are found, however much was said before. Ids stand in the SQL as literals, since a parameter of a UNION has no type.
 */
@Singleton
class LatestMessages {

    private static final String READABLE = MessageRules.READABLE.stream().map(MessageTypeName::getValue).sorted()
            .collect(Collectors.joining("', '", "type IN ('", "') AND NOT (sender_type = 'customer' AND status = 'FAILED')"));

    private final JdbcOperations jdbc;

    LatestMessages(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each set newest first; the sets in the order given. None of them, and not their list, is empty. */
    List<MessageRow> find(Collection<List<UUID>> sets, int limitEach) {
        String sql = sets.stream().map(conversations -> "(SELECT * FROM message FORCE INDEX (PRIMARY) WHERE conversation_id IN ("
                        + conversations.stream().map(id -> "0x" + id.toString().replace("-", "")).collect(Collectors.joining(", ")) + ") AND " + READABLE
                        + " ORDER BY conversation_id DESC, sequence DESC LIMIT " + limitEach + ")").collect(Collectors.joining(" UNION ALL "));
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(sql)) {
                return jdbc.entityStream(found, MessageRow.class).toList();
            }
        });
    }
}
