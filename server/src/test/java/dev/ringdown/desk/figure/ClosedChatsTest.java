package dev.ringdown.desk.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringdown.StatementCount;
import dev.ringdown.desk.figure.ClosedChats.Listing;
import dev.ringdown.store.PlainSql;
import dev.ringdown.store.Transactions;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many closed chats there are, before and after the facts of their closings are folded, on the embedded database. */
class ClosedChatsTest {

    private static final int CHATS = 1_500;
    private static final int SUBJECTS = 4;
    private static final Set<Long> SOME_DEPARTMENTS = Set.of(2L, 4L);

    private static ApplicationContext context;
    private static ClosedChats closed;
    private static Folding folding;
    private static PlainSql sql;
    private static final List<Stored> STORED = new ArrayList<>();

    private record Stored(long id, long department, Long agent, long customer, Set<Long> tags) {
    }

    @BeforeAll
    static void start() {
        context = ApplicationContext.run(Map.of("ringdown.data-dir", "target/closed-chats-test", "ringdown.database.buffer-pool-size", "64M"));
        closed = context.getBean(ClosedChats.class);
        folding = context.getBean(Folding.class);
        sql = context.getBean(PlainSql.class);
        execute("DELETE FROM desk_fact", "DELETE FROM chat_tag", "DELETE FROM chat", "DELETE FROM customer", "DELETE FROM tag", "DELETE FROM tag_group",
                "DELETE FROM agent WHERE id > 100", "DELETE FROM department WHERE id > 1");
        execute("INSERT INTO tag_group (id, name, name_key, enabled) VALUES (1, 'g', 'g', TRUE)");
        for (long id = 1; id <= SUBJECTS; id++) {
            execute("INSERT INTO tag (id, tag_group_id, name, name_key, enabled, listed) VALUES (" + id + ", 1, 't" + id + "', 't" + id + "', TRUE, TRUE)",
                    "INSERT INTO department (id, name, name_key, include_in_welcome_menu, enabled) VALUES (" + (id + 1) + ", 'd" + id + "', 'd" + id + "', FALSE, TRUE)",
                    "INSERT INTO agent (id, name, email, email_key, role_id, status_id, notifications, enabled, created) VALUES (" + (100 + id) + ", 'a', 'a" + id
                            + "', 'a" + id + "', 1, 4, '', TRUE, NOW(3))",
                    "INSERT INTO customer (id, name, first_seen_at, last_seen_at) VALUES (" + id + ", 'c', NOW(3), NOW(3))");
        }
        Random random = new Random(3);
        for (long id = 1; id <= CHATS; id++) {
            STORED.add(new Stored(id, 2 + random.nextInt(SUBJECTS), random.nextInt(5) == 0 ? null : 101L + random.nextInt(SUBJECTS),
                    1 + random.nextInt(SUBJECTS), IntStream.rangeClosed(1, SUBJECTS).filter(tag -> random.nextInt(tag + 1) == 0).mapToObj(Long::valueOf)
                    .collect(Collectors.toSet())));
        }
        execute("INSERT INTO chat (id, status_id, customer_id, account_id, department_id, agent_id, channel, started_at, last_message_at, updated_at, active) "
                + "VALUES " + STORED.stream().map(chat -> "(" + chat.id + ", 2, " + chat.customer + ", RANDOM_BYTES(16), " + chat.department + ", " + chat.agent
                        + ", 'x', NOW(3), NOW(3), NOW(3), TRUE)").collect(Collectors.joining(", ")),
                "INSERT INTO chat_tag (chat_id, tag_id, department_id, put_on_at) VALUES " + STORED.stream().flatMap(chat -> chat.tags.stream()
                        .map(tag -> "(" + chat.id + ", " + tag + ", " + chat.department + ", NOW(3))")).collect(Collectors.joining(", ")));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void begin() {
        execute("DELETE FROM desk_fact", "DELETE FROM closed_chats", "UPDATE chat SET status_id = 2, active = TRUE, closed_at = NULL",
                "INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, amount) VALUES (1, NOW(3), 1, 2, 1)");
    }

    @Test
    void eachIsCountedOnceBeforeItsFactIsFoldedAndAfterwards() {
        assertCounted(0);
        int done = 0;
        for (int more : List.of(1, 40, 700, 300)) {
            close(done, done + more);
            done += more;
            assertCounted(done);
            folding.foldPending();
            assertCounted(done);
            assertEquals(0, closed.correct());
        }
        close(done, done + 50);
        assertEquals(0, closed.correct(), "those that wait are none of its business");
        assertCounted(done + 50);
    }

    @Test
    void noAnswerWhileTooMuchWaits() {
        close(0, 999);
        assertEquals(OptionalLong.of(999), closed.count(Listing.COMPANY, 0, null), "and the start of a chat waits, too");
        close(999, 1_000);
        assertEquals(OptionalLong.empty(), closed.count(Listing.COMPANY, 0, null));
        folding.foldPending();
        assertCounted(1_000);
    }

    @Test
    void whatIsWrongIsCountedAnew() {
        close(0, 200);
        folding.foldPending();
        close(200, 300);
        execute("UPDATE closed_chats SET chats = chats + 3 WHERE listing = 3 AND subject_id = 2 AND department_id = 3",
                "DELETE FROM closed_chats WHERE listing = 2 AND subject_id = 103 AND department_id = 4",
                "INSERT INTO closed_chats (listing, subject_id, department_id, chats) VALUES (4, 77, 2, 1)");
        assertEquals(3, closed.correct());
        assertCounted(300);
        assertEquals(0, closed.correct());
        folding.foldPending();
        assertCounted(300);
    }

    @Test
    void oneStatement() {
        assertEquals(1, StatementCount.of(context, () -> closed.count(Listing.TAG, 1, SOME_DEPARTMENTS)));
    }

    /** As the desk does. */
    private static void close(int from, int to) {
        context.getBean(Transactions.class).inTransaction(() -> STORED.subList(from, to).forEach(chat -> {
            sql.update("UPDATE chat SET status_id = 3, active = NULL, closed_at = NOW(3) WHERE id = " + chat.id);
            context.getBean(Facts.class).closed(chat.id);
        }));
    }

    private static void assertCounted(int done) {
        assertCount(Listing.COMPANY, 0, done, chat -> true);
        for (long i = 1; i <= SUBJECTS; i++) {
            long subject = i;
            assertCount(Listing.AGENT, 100 + subject, done, chat -> chat.agent != null && chat.agent == 100 + subject);
            assertCount(Listing.CUSTOMER, subject, done, chat -> chat.customer == subject);
            assertCount(Listing.TAG, subject, done, chat -> chat.tags.contains(subject));
        }
        assertCount(Listing.AGENT, 999, done, chat -> false);
    }

    private static void assertCount(Listing listing, long subject, int done, Predicate<Stored> has) {
        List<Stored> expected = STORED.subList(0, done).stream().filter(has).toList();
        assertEquals(OptionalLong.of(expected.size()), closed.count(listing, subject, null), () -> listing + " " + subject);
        assertEquals(OptionalLong.of(expected.stream().filter(chat -> SOME_DEPARTMENTS.contains(chat.department)).count()),
                closed.count(listing, subject, SOME_DEPARTMENTS), () -> listing + " " + subject + " in some departments");
        assertEquals(OptionalLong.of(0), closed.count(listing, subject, Set.of(99L)), () -> listing + " " + subject + " in none of them");
    }

    private static void execute(String... statements) {
        for (String statement : statements) {
            sql.update(statement);
        }
    }
}
