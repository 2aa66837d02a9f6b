package dev.ringdown.hub.conversation;

import dev.ringdown.store.PlainSql;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads messages of many conversations by their places, with one statement. The places are joined as a derived table: not every database finds
 * pairs in a list by an index.
 */
@Singleton
class PlacedMessages {

    private final PlainSql sql;

    PlacedMessages(PlainSql sql) {
        this.sql = sql;
    }

    /** In no particular order. */
    List<MessageRow> find(Collection<MessagePlace> places) {
        String wanted = places.stream().distinct()
                .map(place -> "SELECT " + PlainSql.literal(place.conversationId()) + " AS conversation, " + place.sequence() + " AS place")
                .collect(Collectors.joining(" UNION ALL "));
        return sql.list("SELECT " + MessageRow.COLUMNS + " FROM (" + wanted + ") p STRAIGHT_JOIN message m ON m.conversation_id = p.conversation "
                + "AND m.sequence = p.place", MessageRow::read);
    }
}
