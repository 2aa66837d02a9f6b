package dev.ringdown.hub.conversation;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads messages of many conversations by their places, with one statement. The places are joined as a derived table: not every database finds
 * pairs in a list by an index. They are ids and numbers, and stand in the SQL as literals, since a parameter of a derived table has no type.
 */
@Singleton
class PlacedMessages {

    private final JdbcOperations jdbc;

    PlacedMessages(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** In no particular order. */
    List<MessageRow> find(Collection<MessagePlace> places) {
        String wanted = places.stream().distinct()
                .map(place -> "SELECT 0x" + place.conversationId().toString().replace("-", "") + " AS conversation_id, " + place.sequence() + " AS sequence")
                .collect(Collectors.joining(" UNION ALL "));
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery("SELECT m.* FROM (" + wanted
                    + ") p STRAIGHT_JOIN message m ON m.conversation_id = p.conversation_id AND m.sequence = p.sequence")) {
                return jdbc.entityStream(found, MessageRow.class).toList();
            }
        });
    }
}
