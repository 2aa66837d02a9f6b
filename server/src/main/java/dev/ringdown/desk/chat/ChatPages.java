package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.desk.agent.AgentRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the chats that a call asks for (GetChats). Each statement is made of the conditions that the call has, and goes through each department by
 * itself: one statement for all calls would go through the chats of the whole desk to find the few that an agent of a small department may see.
 * What stands in it are numbers and instants, as literals.
 */
@Singleton
class ChatPages {

    /** Of the chats that carry a tag so many are looked at one by one; of more, enough are among the latest chats. */
    private static final int RARE = 2_000;
    /** An agent of more departments goes through the chats of all. */
    private static final int MOST_APART = 30;
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("''uuuu-MM-dd HH:mm:ss.SSSSSS''").withZone(ZoneOffset.UTC);

    private final JdbcOperations jdbc;
    private final AgentRepository agents;

    ChatPages(JdbcOperations jdbc, AgentRepository agents) {
        this.jdbc = jdbc;
        this.agents = agents;
    }

    /**
     * What matches.
     *
     * @param chats the first of each state, latest message first
     * @param count how many there are in all, counted no further than the call wanted
     */
    record Found(List<ChatView> chats, long count) {
    }

    /** Four statements at the most, whatever they find. */
    Found find(ChatFilter filter, @Nullable ChatFilter.Place after, int limit, int mostCounted) {
        List<Long> departments = departments(filter);
        boolean rareTag = filter.tagId() != null && isRare(filter.tagId());
        String conditions = from(filter, rareTag) + conditions(filter);
        boolean few = rareTag || filter.chatId() != null || filter.customerId() != null;
        return new Found(page(conditions, filter, few, departments, after, limit), count(conditions + among(departments), filter, mostCounted));
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

    private boolean isRare(long tagId) {
        return number("SELECT COUNT(*) FROM (SELECT 1 FROM chat_tag WHERE tag_id = " + tagId + " LIMIT " + (RARE + 1) + ") counted") <= RARE;
    }

    private static String from(ChatFilter filter, boolean rareTag) {
        if (filter.tagId() == null) {
            return "chat c WHERE TRUE";
        }
        // A subquery for a single value is asked chat by chat; as EXISTS the database would go through all that carry the tag.
        return rareTag ? "chat_tag t STRAIGHT_JOIN chat c ON c.id = t.chat_id WHERE t.tag_id = " + filter.tagId()
                : "chat c WHERE (SELECT 1 FROM chat_tag t WHERE t.chat_id = c.id AND t.tag_id = " + filter.tagId() + " LIMIT 1) = 1";
    }

    private static String conditions(ChatFilter filter) {
        return condition("c.id = ", filter.chatId()) + condition("c.agent_id = ", filter.agentId()) + condition("c.customer_id = ", filter.customerId())
                + condition("c.started_at >= ", filter.startedFrom()) + condition("c.started_at < ", filter.startedBefore())
                + condition("c.updated_at >= ", filter.updatedSince());
    }

    private static String condition(String comparison, @Nullable Long number) {
        return number == null ? "" : " AND " + comparison + number;
    }

    private static String condition(String comparison, @Nullable Instant instant) {
        return instant == null ? "" : " AND " + comparison + INSTANT.format(instant);
    }

    private static String among(@Nullable Collection<Long> departments) {
        return departments == null ? ""
                : " AND c.department_id IN (" + departments.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    /** @param few whether so few match that going through each department by itself spares nothing */
    private List<ChatView> page(String conditions, ChatFilter filter, boolean few, @Nullable List<Long> departments, @Nullable ChatFilter.Place after,
                                int limit) {
        List<String> parts = few || departments == null || departments.size() > MOST_APART ? List.of(among(departments))
                : departments.stream().map(id -> " AND c.department_id = " + id).toList();
        String behind = after == null ? "" : String.format(" AND (c.last_message_at < %1$s OR (c.last_message_at = %1$s AND c.id < %2$d))",
                INSTANT.format(after.lastMessageAt()), after.chatId());
        String first = " ORDER BY " + latestFirst("c.") + " LIMIT " + limit;
        String branches = Stream.of(ChatStatus.values()).map(ChatStatus::getValue).filter(filter::wants).flatMap(status -> parts.stream()
                        .map(part -> "(SELECT c.id, c.status_id, c.last_message_at FROM " + conditions + " AND c.status_id = " + status + part + behind
                                + first + ")"))
                .collect(Collectors.joining(" UNION ALL "));
        return read("SELECT " + ChatRepository.COLUMNS + " FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY status_id ORDER BY " + latestFirst("")
                + ") AS place FROM (" + branches + ") parts) page STRAIGHT_JOIN chat c ON c.id = page.id "
                + "STRAIGHT_JOIN customer p ON p.id = c.customer_id WHERE page.place <= " + limit + " ORDER BY " + latestFirst("c."), rows -> {
            List<ChatView> views = new ArrayList<>();
            while (rows.next()) {
                views.add(jdbc.readEntity(rows, ChatView.class));
            }
            return views;
        });
    }

    private long count(String conditions, ChatFilter filter, int most) {
        String ofStatus = filter.statusId() == null ? "" : " AND c.status_id = " + filter.statusId();
        return number("SELECT COUNT(*) FROM (SELECT c.id FROM " + conditions + ofStatus + " LIMIT " + most + ") matching");
    }

    private long number(String sql) {
        return read(sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    private static String latestFirst(String table) {
        return table + "last_message_at DESC, " + table + "id DESC";
    }

    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T read(String sql, Reading<T> reading) {
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                return reading.of(rows);
            }
        });
    }
}
