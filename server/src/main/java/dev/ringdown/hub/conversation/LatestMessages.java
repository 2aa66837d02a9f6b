package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.store.Columns;
import dev.ringdown.store.PlainSql;
import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the latest messages of many sets of conversations, with three statements at the most, however much was said before. Conversations count their
 * messages: so the first statement tells where the latest of each begin, and the second reads these ranges at once. Not all messages are read by
 * people: where too few of a range are, a third goes back from the last message of each such set until enough are found. That would answer for all
 * sets, but is a SELECT for each, and for a whole page of chats takes the database five times as long.
 */
@Singleton
class LatestMessages {

    private static final String READABLE = MessageRules.READABLE.stream().map(MessageTypeName::getValue).sorted()
            .collect(Collectors.joining("', '", "type IN ('", "') AND NOT (sender_type = 'customer' AND status = 'FAILED')"));
    /** Ids sort by the start of conversations, as bytes. */
    private static final Comparator<UUID> OLDEST_FIRST = Comparator.<UUID, Long>comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);
    private static final Comparator<MessageRow> NEWEST_FIRST = Comparator.comparing(MessageRow::conversationId, OLDEST_FIRST)
            .thenComparingLong(MessageRow::sequence).reversed();
    /** So many of the last messages may be none that people read, and enough are read with the ranges nevertheless: agents join, and are handed chats. */
    private static final int SPARE = 10;
    /** A set that needs more conversations than this has so few messages in each that going through them is as fast. */
    private static final int MOST_RANGES = 8;

    private final PlainSql sql;

    LatestMessages(PlainSql sql) {
        this.sql = sql;
    }

    /** One of the sets, and what has been read of it. */
    private static final class Wanted {
        private final List<UUID> newestFirst;
        private List<MessageRow> found = new ArrayList<>();

        Wanted(List<UUID> conversations) {
            newestFirst = conversations.stream().sorted(OLDEST_FIRST.reversed()).toList();
        }
    }

    /**
     * The last messages of a conversation.
     *
     * @param after the number of the message before the first of them; 0: all
     */
    private record Range(UUID conversationId, long after) {
    }

    /** Of each set newest first, in the order of the sets. None of them, and not their list, is empty; no conversation is in two. */
    List<List<MessageRow>> find(List<List<UUID>> sets, int limitEach) {
        List<Wanted> all = sets.stream().map(Wanted::new).toList();
        Map<UUID, Wanted> byConversation = new HashMap<>();
        all.forEach(set -> set.newestFirst.forEach(id -> byConversation.put(id, set)));
        Map<UUID, Long> lengths = lengths(byConversation.keySet());
        Map<Wanted, List<Range>> ranges = new HashMap<>();
        all.forEach(set -> ranges.put(set, ranges(set, lengths, limitEach)));
        read(ofRanges(ranges.values().stream().flatMap(List::stream).toList()), byConversation);
        List<Wanted> incomplete = all.stream().filter(set -> set.found.size() < limitEach && !isWhole(set, ranges.get(set))).toList();
        if (!incomplete.isEmpty()) {
            incomplete.forEach(set -> set.found = new ArrayList<>());
            read(incomplete.stream().map(set -> latest(set.newestFirst, limitEach)).collect(Collectors.joining(" UNION ALL ")), byConversation);
        }
        return all.stream().map(set -> set.found.stream().sorted(NEWEST_FIRST).limit(limitEach).toList()).toList();
    }

    /** How many messages each has had. */
    private Map<UUID, Long> lengths(Collection<UUID> conversations) {
        return sql.list("SELECT id, next_sequence - 1 FROM conversation WHERE id IN (" + literals(conversations) + ")",
                row -> Map.entry(Columns.uuid(row, 1), row.getLong(2))).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of the last conversations of a set, as many messages as are wanted if people read all but a few; none where these are too many conversations. */
    private static List<Range> ranges(Wanted set, Map<UUID, Long> lengths, int limit) {
        List<Range> ranges = new ArrayList<>();
        long lacking = limit + SPARE;
        for (UUID id : set.newestFirst) {
            long length = lengths.getOrDefault(id, 0L);
            ranges.add(new Range(id, Math.max(0, length - lacking)));
            lacking -= length;
            if (lacking <= 0) {
                break;
            }
        }
        return ranges.size() > MOST_RANGES ? List.of() : ranges;
    }

    private static boolean isWhole(Wanted set, List<Range> ranges) {
        return ranges.size() == set.newestFirst.size() && ranges.stream().allMatch(range -> range.after == 0);
    }

    /** Whole conversations are one list of ids: databases compare each row with each of many alternatives, but look it up in a list. */
    private static String ofRanges(Collection<Range> ranges) {
        String parts = ranges.stream().filter(range -> range.after > 0)
                .map(range -> " OR conversation_id = " + PlainSql.literal(range.conversationId) + " AND sequence > " + range.after)
                .collect(Collectors.joining());
        String whole = literals(ranges.stream().filter(range -> range.after == 0).map(Range::conversationId).toList());
        return "SELECT " + MessageRow.COLUMNS + " FROM message FORCE INDEX (PRIMARY) WHERE (conversation_id IN (" + whole + ")" + parts + ") AND " + READABLE;
    }

    private static String latest(Collection<UUID> conversations, int limit) {
        return "(SELECT " + MessageRow.COLUMNS + " FROM message FORCE INDEX (PRIMARY) WHERE conversation_id IN (" + literals(conversations) + ") AND " + READABLE
                + " ORDER BY conversation_id DESC, sequence DESC LIMIT " + limit + ")";
    }

    /** A list of ids; there is one for none, too. */
    private static String literals(Collection<UUID> ids) {
        return ids.isEmpty() ? "NULL" : ids.stream().map(PlainSql::literal).collect(Collectors.joining(", "));
    }

    private void read(String messages, Map<UUID, Wanted> byConversation) {
        sql.list(messages, MessageRow::read).forEach(message -> byConversation.get(message.conversationId()).found.add(message));
    }
}
