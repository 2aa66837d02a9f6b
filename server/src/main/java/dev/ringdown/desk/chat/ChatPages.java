package dev.ringdown.desk.chat;

import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.store.Columns;
import dev.ringdown.store.PlainSql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the chats that a call asks for (GetChats). Each statement is made of the conditions that the call has, and goes by {@link ChatPaths}: one
 * statement for all calls would go through the chats of the whole desk to find the few that an agent of a small department may see.
 */
@Singleton
class ChatPages {

    /** So many updated chats may be read to find the latest of them; where more match, enough are among the latest chats. */
    private static final int FEW = 10_000;
    /** An agent of more departments goes through the chats of all. */
    private static final int MOST_APART = 30;

    private static final Collector<CharSequence, ?, String> UNION = Collectors.joining(" UNION ALL ");

    private final PlainSql sql;
    private final AgentRepository agents;
    private final KeptCounts kept;

    ChatPages(PlainSql sql, AgentRepository agents, KeptCounts kept) {
        this.sql = sql;
        this.agents = agents;
        this.kept = kept;
    }

    /**
     * What matches.
     *
     * @param chats the first of each state, latest message first
     * @param count how many there are in all, counted no further than the call wanted
     */
    record Found(List<ChatView> chats, long count) {
    }

    /**
     * How many chats match.
     *
     * @param closed        those of them that are closed; no fewer, where all were known without counting
     * @param latestUpdated closed ones with a last message since the moment since when updates are wanted, behind the place, up to a page of them
     */
    private record Counts(long all, long closed, long latestUpdated) {
    }

    /** Five statements at the most, whatever they find. */
    Found find(ChatFilter filter, @Nullable ChatFilter.Place after, int limit, int mostCounted) {
        List<Long> departments = departments(filter);
        List<Long> named = departments != null ? departments : filter.updatedSince() == null ? List.of() : allDepartments();
        ChatPaths paths = new ChatPaths(filter, departments, named);
        boolean apart = departments == null || departments.size() <= MOST_APART;
        Counts counts = counts(filter, departments, paths, mostCounted,
                filter.updatedSince() == null ? Stream.empty() : paths.latestUpdated(apart, after, limit));
        ChatPaths.Updated updated = counts.latestUpdated >= limit ? ChatPaths.Updated.LATEST
                : counts.closed < mostCounted && counts.closed <= FEW ? ChatPaths.Updated.ALL : ChatPaths.Updated.IN_ORDER;
        return new Found(page(paths.latest(apart, updated, after, limit), limit), Math.min(mostCounted, counts.all));
    }

    /** The latest chats of a customer that the caller sees, latest message first. Two statements at the most. */
    List<ChatView> latestOf(Caller caller, long customerId, int limit) {
        ChatFilter filter = new ChatFilter(caller, null, null, null, null, customerId, null, null, null, null);
        return page(new ChatPaths(filter, departments(filter), List.of()).latest(true, ChatPaths.Updated.IN_ORDER, null, limit), limit).stream().limit(limit).toList();
    }

    /** Those in which the chats may be; null: all. No department has the number 0: where none is left, nothing is found. */
    private @Nullable List<Long> departments(ChatFilter filter) {
        if (filter.caller().manager()) {
            return filter.departmentId() == null ? null : List.of(filter.departmentId());
        }
        List<Long> own = agents.departmentIds(filter.caller().agentId()).stream()
                .filter(id -> filter.departmentId() == null || filter.departmentId().equals(id)).toList();
        return own.isEmpty() ? List.of(0L) : own;
    }

    private List<Long> allDepartments() {
        return sql.list("SELECT id FROM department", row -> row.getLong(1));
    }

    private List<ChatView> page(Stream<String> branches, int limit) {
        return sql.list("SELECT " + ChatRepository.COLUMNS + " FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY status_id ORDER BY last_message_at DESC, "
                + "id DESC) AS place FROM (" + branches.collect(UNION) + ") parts) page STRAIGHT_JOIN chat c ON c.id = page.id "
                + "STRAIGHT_JOIN customer p ON p.id = c.customer_id WHERE page.place <= " + limit
                + " ORDER BY c.last_message_at DESC, c.id DESC", ChatPages::view);
    }

    /** Of {@link ChatRepository#COLUMNS}, by their places: whole pages are read, and to find each column by name takes longer than all the rest. */
    private static ChatView view(ResultSet row) throws SQLException {
        return new ChatView(row.getLong(1), row.getInt(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6), row.getLong(7),
                Columns.number(row, 8), row.getString(9), Columns.instant(row, 10), Columns.instant(row, 11), Columns.instant(row, 12),
                Columns.instant(row, 13), Columns.instant(row, 14));
    }

    private Counts counts(ChatFilter filter, @Nullable List<Long> departments, ChatPaths paths, int most, Stream<String> latestUpdated) {
        OptionalLong all = kept.all(filter, departments);
        if (all.isPresent()) {
            return new Counts(all.getAsLong(), most, 0);
        }
        OptionalLong closed = kept.closed(filter, departments);
        return sql.one("SELECT " + number(paths.active(most)) + ", "
                + (closed.isPresent() ? Math.min(most, closed.getAsLong()) : number(paths.closed(most))) + ", " + number(latestUpdated),
                row -> new Counts(row.getLong(1) + row.getLong(2), row.getLong(2), row.getLong(3)));
    }

    private static String number(Stream<String> branches) {
        String numbers = branches.map(rows -> "(SELECT COUNT(*) FROM (" + rows + ") counted)").collect(Collectors.joining(" + "));
        return numbers.isEmpty() ? "0" : numbers;
    }
}
