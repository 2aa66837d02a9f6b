package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.store.PlainSql;
import io.micronaut.core.annotation.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which indexes the database comes to the chats that a call asks for (GetChats). Each path is one range of an index that holds all that the call
 * filters by: what the call does not want is passed over in the index, or does not stand there. No chat is on two paths. What stands in the SQL are
 * numbers and instants, as literals.
 *
 * <ul>
 *   <li>The chats of a customer, of an agent, or of one tag and state are ranges of their own, and so are those of a state, or of a state and department.
 *   <li>Chats that started on some days and had their last message on them stand together in the order of last messages. Those whose last message came
 *       later are found by how long they lasted (column {@code lasting}): they began before the end of the days, by no more than that.
 *   <li>Active chats are few at any company: they are passed over one by one, where no range fits.
 * </ul>
 */
final class ChatPaths {

    private static final int CLOSED = ChatStatus.CLOSED.getValue();
    /** How many hours chats of each class of {@code lasting} last at most; those of the class behind the last, any time. */
    private static final List<Integer> LONGEST_HOURS = List.of(1, 8, 64, 512, 4096);
    /** Chats that an agent has had on so many days are looked up one by one; those of longer spans are passed over in the order of the list. */
    private static final Duration FEW_DAYS = Duration.ofDays(32);

    private final ChatFilter filter;
    private final @Nullable List<Long> departments;
    private final List<Long> named;

    /**
     * @param departments those in which the chats may be; null: all
     * @param named       the same, all of them where it is all; asked for where the call wants chats by their update
     */
    ChatPaths(ChatFilter filter, @Nullable List<Long> departments, List<Long> named) {
        this.filter = filter;
        this.departments = departments;
        this.named = named;
    }

    /**
     * A range of an index.
     *
     * @param table and index
     * @param chat  columns of the chat's id, its state and its last message
     */
    private record Path(String table, String chatId, String statusId, String lastMessageAt, String conditions) {

        static Path of(String index, String conditions) {
            return new Path("chat c FORCE INDEX (" + index + ")", "c.id", "c.status_id", "c.last_message_at", conditions);
        }

        /** The latest chats, behind a place in the list. */
        String latest(@Nullable ChatFilter.Place after, int limit) {
            return "(" + chats(after) + " ORDER BY " + lastMessageAt + " DESC, " + chatId + " DESC LIMIT " + limit + ")";
        }

        /** All chats, behind a place in the list. */
        String all(@Nullable ChatFilter.Place after) {
            return "(" + chats(after) + ")";
        }

        private String chats(@Nullable ChatFilter.Place after) {
            String behind = after == null ? "" : String.format(" AND %1$s <= %2$s AND (%1$s < %2$s OR %3$s < %4$d)", lastMessageAt,
                    PlainSql.literal(after.lastMessageAt()), chatId, after.chatId());
            return "SELECT " + chatId + " AS id, " + statusId + " AS status_id, " + lastMessageAt + " AS last_message_at FROM " + table + " WHERE "
                    + conditions + behind;
        }

        /** The same, one department after the other. */
        Path eachOf(List<Long> departments, String column) {
            return new Path(departments.stream().map(id -> "SELECT " + id + " AS id").collect(Collectors.joining(" UNION ALL ", "(", ") d STRAIGHT_JOIN "))
                    + table, chatId, statusId, lastMessageAt, conditions + " AND " + column + " = d.id");
        }

        String some(int limit) {
            return "(SELECT 1 FROM " + table + " WHERE " + conditions + " LIMIT " + limit + ")";
        }
    }

    /** How closed chats are gone through that have been updated since a moment. */
    enum Updated {
        /** Those whose last message came since then are enough: none stands before them in the list. */
        LATEST,
        /** In the order of the list, past those that were not updated. */
        IN_ORDER,
        /** In the order of their updates: all are read. */
        ALL
    }

    /**
     * The latest chats, one SELECT for each path.
     *
     * @param apart   whether each department is gone through by itself
     * @param updated of no effect where the call does not ask for it
     */
    Stream<String> latest(boolean apart, Updated updated, @Nullable ChatFilter.Place after, int limit) {
        List<List<Long>> groups = groups(apart);
        if (byTagWhileActive()) {
            return Stream.concat(activeTagged().map(path -> path.all(after)),
                    closedStatus().flatMap(status -> paths(status, groups, updated, apart).stream()).map(path -> path.latest(after, limit)));
        }
        return statuses().flatMap(status -> paths(status, groups, status == CLOSED ? updated : Updated.IN_ORDER, apart).stream())
                .map(path -> path.latest(after, limit));
    }

    /** Rows for the closed chats whose last message came since the moment since when the call wants updates, behind a place in the list. */
    Stream<String> latestUpdated(boolean apart, @Nullable ChatFilter.Place after, int limit) {
        return closedStatus().flatMap(status -> paths(status, groups(apart), Updated.LATEST, apart).stream()).map(path -> path.latest(after, limit));
    }

    private List<List<Long>> groups(boolean apart) {
        return departments == null || !apart ? groupsOf(departments) : departments.stream().map(List::of).toList();
    }

    /** Rows for all active chats, to be counted. */
    Stream<String> active(int limit) {
        return (byTagWhileActive() ? countedActiveTagged() : activeStatuses().flatMap(status -> counted(status).stream())).map(path -> path.some(limit));
    }

    /** Rows for all closed chats, to be counted. */
    Stream<String> closed(int limit) {
        return closedStatus().flatMap(status -> counted(status).stream()).map(path -> path.some(limit));
    }

    private List<Path> counted(int status) {
        boolean ofDepartmentsAlone = departments != null && departments.size() > 1 && filter.chatId() == null && filter.customerId() == null
                && filter.agentId() == null && filter.startedFrom() == null && filter.startedBefore() == null && filter.updatedSince() == null;
        if (!ofDepartmentsAlone) {
            return paths(status, groupsOf(departments), status == CLOSED ? Updated.ALL : Updated.IN_ORDER, true);
        }
        // Where they have most of the chats, MySQL would rather go through the index as a whole, past all that are in others.
        if (filter.tagId() == null) {
            return List.of(Path.of("chat_by_department", "c.status_id = " + status).eachOf(departments, "c.department_id"));
        }
        return List.of(tagged(null, "chat_tag_by_department").eachOf(departments, "t.closed_in"));
    }

    private Stream<Integer> statuses() {
        return Stream.of(ChatStatus.values()).map(ChatStatus::getValue).filter(filter::wants);
    }

    private Stream<Integer> activeStatuses() {
        return statuses().filter(status -> status != CLOSED);
    }

    private Stream<Integer> closedStatus() {
        return statuses().filter(status -> status == CLOSED);
    }

    private boolean byTagWhileActive() {
        return filter.tagId() != null && filter.chatId() == null && filter.customerId() == null && filter.agentId() == null;
    }

    /** Active chats that carry the tag. Their state stands in the chat alone, so those of both states are gone through at once; none where none is wanted. */
    private Stream<Path> activeTagged() {
        String wanted = activeStatuses().map(String::valueOf).collect(Collectors.joining(", "));
        return wanted.isEmpty() ? Stream.empty() : Stream.of(new Path("chat_tag t FORCE INDEX (chat_tag_by_tag) STRAIGHT_JOIN chat c ON c.id = t.chat_id",
                "c.id", "c.status_id", "c.last_message_at", "t.tag_id = " + filter.tagId() + " AND t.last_message_at IS NULL AND c.status_id IN (" + wanted + ")"
                        + ofUntagged(departments)));
    }

    /** One group: of all departments where that is null. */
    private static List<List<Long>> groupsOf(@Nullable List<Long> departments) {
        List<List<Long>> one = new ArrayList<>();
        one.add(departments);
        return one;
    }

    private List<Path> paths(int status, List<List<Long>> groups, Updated updated, boolean byDepartment) {
        String ofStatus = " AND c.status_id = " + status;
        if (filter.chatId() != null) {
            return List.of(Path.of("PRIMARY", "c.id = " + filter.chatId() + ofStatus + ofChat(departments)));
        }
        if (filter.customerId() != null) {
            return List.of(Path.of("chat_by_customer", "c.customer_id = " + filter.customerId() + ofStatus + noOlder(updated) + ofChat(departments)));
        }
        if (filter.agentId() != null) {
            return List.of(status == CLOSED && isOfFewDays()
                    ? Path.of("chat_by_agent_start", "c.agent_id = " + filter.agentId() + ofStatus + ofChat(departments))
                    : Path.of("chat_by_agent", "c.agent_id = " + filter.agentId() + ofStatus + noOlder(updated) + ofChat(departments)));
        }
        if (updated == Updated.ALL && filter.updatedSince() != null) {
            return List.of(Path.of("chat_by_update", "c.status_id = " + status + ofChat(named)));
        }
        Stream<Path> inOrder = groups.stream().map(group -> filter.tagId() != null && filter.updatedSince() == null
                ? tagged(group, group == null ? "chat_tag_by_tag" : "chat_tag_by_department")
                : Path.of(group == null || !byDepartment ? "chat_by_status" : "chat_by_department",
                        "c.status_id = " + status + within("c", status) + (updated == Updated.LATEST ? condition("c.last_message_at >= ", filter.updatedSince()) : "")
                                + ofChat(group)));
        return Stream.concat(inOrder, status == CLOSED ? goneOn() : Stream.empty()).toList();
    }

    /** Where nothing is asked of the chats themselves, their tags are counted without them. */
    private Stream<Path> countedActiveTagged() {
        return filter.statusId() == null && ofUntagged(departments).isEmpty() ? Stream.of(new Path("chat_tag t FORCE INDEX (chat_tag_by_tag)", "t.chat_id",
                "NULL", "NULL", "t.tag_id = " + filter.tagId() + " AND t.last_message_at IS NULL")) : activeTagged();
    }

    /** Closed chats do not change any more: their tags know what they are listed by. */
    private Path tagged(@Nullable Collection<Long> group, String index) {
        return new Path("chat_tag t FORCE INDEX (" + index + ")", "t.chat_id",
                Integer.toString(CLOSED), "t.last_message_at", "t.tag_id = " + filter.tagId() + in("t.closed_in", group)
                        + " AND t.last_message_at IS NOT NULL" + within("t", CLOSED) + started("t"));
    }

    /** Closed chats that started before the end of the days, and had their last message behind it. */
    private Stream<Path> goneOn() {
        Instant end = filter.startedBefore();
        if (end == null) {
            return Stream.empty();
        }
        List<Path> classes = new ArrayList<>();
        for (int lasting = 0; lasting <= LONGEST_HOURS.size(); lasting++) {
            String since = lasting == LONGEST_HOURS.size() ? ""
                    : " AND c.started_at > " + PlainSql.literal(end.minus(Duration.ofHours(LONGEST_HOURS.get(lasting))));
            classes.add(Path.of("chat_by_start", "c.lasting = " + lasting + since + " AND c.last_message_at >= " + PlainSql.literal(end) + " AND c.status_id = "
                    + CLOSED + ofChat(departments)));
        }
        return classes.stream();
    }

    private boolean isOfFewDays() {
        return filter.startedFrom() != null && filter.startedBefore() != null
                && Duration.between(filter.startedFrom(), filter.startedBefore()).compareTo(FEW_DAYS) < 0;
    }

    /** No chat is older than its last message. */
    private String noOlder(Updated updated) {
        return condition("c.last_message_at >= ", filter.startedFrom())
                + (updated == Updated.LATEST ? condition("c.last_message_at >= ", filter.updatedSince()) : "");
    }

    /** Of closed chats that started on the days, those that had their last message on them; no chat is older than its last message. */
    private String within(String table, int status) {
        return condition(table + ".last_message_at >= ", filter.startedFrom())
                + (status == CLOSED ? condition(table + ".last_message_at < ", filter.startedBefore()) : "");
    }

    /** All that the call filters chats by, but their state. */
    private String ofChat(@Nullable Collection<Long> group) {
        // A subquery for a single value is asked chat by chat; as EXISTS the database would go through all that carry the tag.
        return ofUntagged(group) + (filter.tagId() == null ? ""
                : " AND (SELECT 1 FROM chat_tag o WHERE o.chat_id = c.id AND o.tag_id = " + filter.tagId() + " LIMIT 1) = 1");
    }

    private String ofUntagged(@Nullable Collection<Long> group) {
        return in("c.department_id", group) + condition("c.agent_id = ", filter.agentId()) + condition("c.customer_id = ", filter.customerId())
                + started("c") + condition("c.updated_at >= ", filter.updatedSince());
    }

    private String started(String table) {
        return condition(table + ".started_at >= ", filter.startedFrom()) + condition(table + ".started_at < ", filter.startedBefore());
    }

    private static String in(String column, @Nullable Collection<Long> departments) {
        return departments == null ? ""
                : " AND " + column + " IN (" + departments.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private static String condition(String comparison, @Nullable Long number) {
        return number == null ? "" : " AND " + comparison + number;
    }

    private static String condition(String comparison, @Nullable Instant instant) {
        return instant == null ? "" : " AND " + comparison + PlainSql.literal(instant);
    }
}
