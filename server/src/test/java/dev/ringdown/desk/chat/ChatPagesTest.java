package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StatementCount;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.figure.ClosedChats;
import dev.ringdown.desk.figure.Folding;
import dev.ringdown.store.Transactions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which chats a call gets, in which order, and what that costs, on the embedded database. */
class ChatPagesTest {

    private static final int CHATS = 6_000;
    private static final int DEPARTMENTS = 6;
    /** Of no more than a handful of chats. */
    private static final long SMALL = 7;
    private static final long RARE_TAG = 1;
    private static final long FREQUENT_TAG = 2;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<Long, Set<Long>> DEPARTMENTS_OF = Map.of(101L, Set.of(2L), 102L, Set.of(2L, 3L, SMALL), 103L, Set.of(SMALL), 104L, Set.of());

    private static ApplicationContext context;
    private static ChatPages pages;
    private static final List<Stored> STORED = new ArrayList<>();

    private record Stored(long id, int status, long department, Long agent, long customer, Instant started, Instant lastMessage, Instant updated, Set<Long> tags) {
    }

    @BeforeAll
    static void start() {
        context = ApplicationContext.run(Map.of("ringdown.data-dir", "target/chat-pages-test", "ringdown.database.buffer-pool-size", "64M"));
        pages = context.getBean(ChatPages.class);
        execute("DELETE FROM chat_tag", "DELETE FROM chat", "DELETE FROM customer", "DELETE FROM tag", "DELETE FROM tag_group",
                "DELETE FROM agent WHERE id > 100", "DELETE FROM department WHERE id > 1");
        execute("INSERT INTO tag_group (id, name, name_key, enabled) VALUES (1, 'g', 'g', TRUE)",
                "INSERT INTO tag (id, tag_group_id, name, name_key, enabled, listed) VALUES (1, 1, 'a', 'a', TRUE, TRUE), (2, 1, 'b', 'b', TRUE, TRUE)");
        for (long id = 2; id <= SMALL; id++) {
            execute("INSERT INTO department (id, name, name_key, include_in_welcome_menu, enabled) VALUES (" + id + ", 'd" + id + "', 'd" + id + "', FALSE, TRUE)");
        }
        DEPARTMENTS_OF.forEach((id, departments) -> {
            execute("INSERT INTO agent (id, name, email, email_key, role_id, status_id, notifications, enabled, created) VALUES (" + id + ", 'a', 'a" + id
                    + "', 'a" + id + "', 1, 4, '', TRUE, NOW(3))");
            departments.forEach(department -> execute("INSERT INTO agent_department (agent_id, department_id) VALUES (" + id + ", " + department + ")"));
        });
        execute("INSERT INTO customer (id, name, first_seen_at, last_seen_at) VALUES "
                + IntStream.rangeClosed(1, CHATS).mapToObj(id -> "(" + id + ", 'c', NOW(3), NOW(3))").collect(Collectors.joining(", ")));
        store();
        context.getBean(ClosedChats.class).correct();
    }

    private static void store() {
        Random random = new Random(7);
        for (int i = 1; i <= CHATS; i++) {
            int status = i % 50 == 0 ? 1 : i % 49 == 0 ? 2 : 3;
            // Some have the same last message.
            Instant last = START.plusSeconds(random.nextInt(CHATS / 2) * 60L);
            Set<Long> tags = new HashSet<>();
            if (i % 1000 == 5) {
                tags.add(RARE_TAG);
            }
            if (i % 2 == 0) {
                tags.add(FREQUENT_TAG);
            }
            STORED.add(new Stored(i, status, i % 600 == 0 ? SMALL : 2 + random.nextInt(DEPARTMENTS - 1), status == 1 ? null : 101L + random.nextInt(4),
                    status == 3 ? 1 + random.nextInt(CHATS / 10) : i, last.minusSeconds((long) Math.pow(10, 7.5 * random.nextDouble())), last,
                    last.plusSeconds(random.nextInt(3600)), tags));
        }
        execute("INSERT INTO chat (id, status_id, customer_id, account_id, department_id, agent_id, channel, started_at, last_message_at, updated_at, active) VALUES "
                + STORED.stream().map(chat -> "(" + chat.id + ", " + chat.status + ", " + chat.customer + ", REPEAT('a', 16), " + chat.department + ", "
                        + chat.agent + ", 'x', " + literal(chat.started) + ", " + literal(chat.lastMessage) + ", " + literal(chat.updated) + ", "
                        + (chat.status == 3 ? "NULL" : "TRUE") + ")").collect(Collectors.joining(", ")),
                "INSERT INTO chat_tag (chat_id, tag_id, department_id, put_on_at) VALUES " + STORED.stream().flatMap(chat -> chat.tags.stream()
                        .map(tag -> "(" + chat.id + ", " + tag + ", " + chat.department + ", NOW())"))
                        .collect(Collectors.joining(", ")),
                "UPDATE chat_tag t JOIN chat c ON c.id = t.chat_id SET t.closed_in = c.department_id, t.started_at = c.started_at, "
                        + "t.last_message_at = c.last_message_at WHERE c.status_id = 3", "DELETE FROM desk_fact", "DELETE FROM figure",
                "UPDATE agent SET created = '2024-01-01' ORDER BY id LIMIT 1",
                "INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, amount) SELECT 1 + id % 2, started_at, id, department_id, 1 FROM chat",
                "ANALYZE TABLE chat, chat_tag");
        context.getBean(Folding.class).foldPending();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void itFindsWhatGoingThroughAllChatsFinds() {
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 600; i++) {
            ChatFilter filter = new ChatFilter(caller(random.nextInt(3) == 0 ? 1 : 101 + random.nextInt(4)), sometimes(random, 1 + random.nextInt(3)),
                    random.nextInt(12) == 0 ? Long.valueOf(1 + random.nextInt(CHATS)) : null, sometimes(random, 2L + random.nextInt(7)),
                    sometimes(random, 101L + random.nextInt(4)), random.nextInt(6) == 0 ? Long.valueOf(1 + random.nextInt(CHATS / 10)) : null,
                    sometimes(random, 1L + random.nextInt(3)), sometimes(random, moment(random)), sometimes(random, moment(random)),
                    sometimes(random, moment(random)));
            ChatFilter.Place after = filter.statusId() == null ? null
                    : sometimes(random, new ChatFilter.Place(STORED.get(random.nextInt(CHATS)).lastMessage, random.nextInt(CHATS)));
            int limit = 1 + random.nextInt(60);
            ChatPages.Found page = pages.find(filter, after, limit, 100);
            assertEquals(idsOf(filter, after, limit), page.chats().stream().map(ChatView::id).toList(), filter::toString);
            assertEquals(Math.min(100, STORED.stream().filter(chat -> matches(filter, chat)).count()), page.count(), filter::toString);
            found += page.chats().isEmpty() ? 0 : 1;
        }
        assertTrue(found > 60, "most would find nothing");
    }

    @Test
    void readsNoMoreThanItShows() {
        assertTrue(reads(filter(103, null, null)) < 1_000, "an agent of a small department");
        assertTrue(reads(filter(104, null, null)) < 1_000, "an agent of none");
        assertTrue(reads(filter(101, null, null)) < 1_500, "an agent of a large department");
        assertTrue(reads(filter(1, RARE_TAG, null)) < 1_000, "a rare tag");
        assertTrue(reads(filter(1, 99L, null)) < 1_000, "a tag of nothing");
        assertTrue(reads(filter(1, null, SMALL)) < 1_000, "a small department");
    }

    @Test
    void takesTheSameNumberOfStatementsWhateverItFinds() {
        assertEquals(statements(filter(103, null, null)), statements(filter(102, null, null)));
        assertEquals(statements(filter(104, null, null)), statements(filter(102, null, null)));
        assertEquals(4, statements(filter(102, RARE_TAG, null)));
        assertEquals(4, statements(filter(102, FREQUENT_TAG, null)));
    }

    @Test
    void closedChatsOfAListAreNotCountedOneByOne() {
        ChatFilter closed = new ChatFilter(caller(1), 3, null, null, null, null, FREQUENT_TAG, null, null, null);
        assertEquals(STORED.stream().filter(chat -> matches(closed, chat)).count(), pages.find(closed, null, 50, CHATS).count());
        assertEquals(2_000, pages.find(closed, null, 50, 2_000).count());
        assertTrue(reads(closed) < 1_000);
    }

    @Test
    void chatsOfTheDaysOfTheCompanyAreNotCountedOneByOne() {
        Instant first = START.minus(Duration.ofDays(20));
        for (int days = 1; days <= 24; days++) {
            Instant from = first.plus(Duration.ofDays(days % 5 * 5L));
            for (Instant before : Arrays.asList(from.plus(Duration.ofDays(days)), null)) {
                ChatFilter ofDays = new ChatFilter(caller(1), null, null, null, null, null, null, from, before, null);
                assertEquals(STORED.stream().filter(chat -> matches(ofDays, chat)).count(), pages.find(ofDays, null, 50, CHATS).count(), ofDays::toString);
            }
        }
        ChatFilter many = new ChatFilter(caller(1), null, null, null, null, null, null, START, START.plus(Duration.ofDays(2)), null);
        assertTrue(STORED.stream().filter(chat -> matches(many, chat)).count() > 2_000);
        ChatFilter counted = new ChatFilter(caller(1), 3, null, null, null, null, null, START, START.plus(Duration.ofDays(2)), null);
        assertTrue(reads(many) < reads(counted) - 1_000, "closed ones of them are counted, all are not");
        execute("UPDATE desk_fact SET fold = NULL");
        try {
            assertEquals(STORED.stream().filter(chat -> matches(many, chat)).count(), pages.find(many, null, 50, CHATS).count(), "with a backlog");
        } finally {
            execute("UPDATE desk_fact SET fold = 1");
        }
    }

    private static long statements(ChatFilter filter) {
        return StatementCount.of(context, () -> pages.find(filter, null, 50, 10_001));
    }

    /** How many rows the database looks at. */
    private static long reads(ChatFilter filter) {
        return context.getBean(Transactions.class).inTransaction(() -> {
            long before = handlerReads();
            pages.find(filter, null, 50, 10_001);
            return handlerReads() - before;
        });
    }

    private static long handlerReads() {
        return context.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet status = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
                long reads = 0;
                while (status.next()) {
                    reads += status.getLong(2);
                }
                return reads;
            }
        });
    }

    private static ChatFilter filter(long agent, Long tag, Long department) {
        return new ChatFilter(caller(agent), null, null, department, null, null, tag, null, null, null);
    }

    private static Caller caller(long id) {
        return new Caller(id, "Caller", id == 1, 1);
    }

    private static <T> T sometimes(Random random, T value) {
        return random.nextInt(4) == 0 ? value : null;
    }

    private static Instant moment(Random random) {
        return START.plus(Duration.ofMinutes(random.nextInt(CHATS / 2)));
    }

    private static List<Long> idsOf(ChatFilter filter, ChatFilter.Place after, int limit) {
        Comparator<Stored> latestFirst = Comparator.comparing(Stored::lastMessage).thenComparing(Stored::id).reversed();
        return IntStream.rangeClosed(1, 3).boxed()
                .flatMap(status -> STORED.stream().filter(chat -> chat.status == status && matches(filter, chat) && isBehind(after, chat))
                        .sorted(latestFirst).limit(limit))
                .sorted(latestFirst).map(Stored::id).toList();
    }

    private static boolean isBehind(ChatFilter.Place after, Stored chat) {
        return after == null || chat.lastMessage.isBefore(after.lastMessageAt())
                || chat.lastMessage.equals(after.lastMessageAt()) && chat.id < after.chatId();
    }

    private static boolean matches(ChatFilter filter, Stored chat) {
        return (filter.caller().manager() || DEPARTMENTS_OF.get(filter.caller().agentId()).contains(chat.department))
                && filter.wants(chat.status) && (filter.chatId() == null || filter.chatId() == chat.id)
                && (filter.departmentId() == null || filter.departmentId() == chat.department)
                && (filter.agentId() == null || filter.agentId().equals(chat.agent))
                && (filter.customerId() == null || filter.customerId() == chat.customer)
                && (filter.tagId() == null || chat.tags.contains(filter.tagId()))
                && (filter.startedFrom() == null || !chat.started.isBefore(filter.startedFrom()))
                && (filter.startedBefore() == null || chat.started.isBefore(filter.startedBefore()))
                && (filter.updatedSince() == null || !chat.updated.isBefore(filter.updatedSince()));
    }

    private static String literal(Instant instant) {
        return "'" + instant.toString().replace("T", " ").replace("Z", "") + "'";
    }

    private static void execute(String... statements) {
        context.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }
}
