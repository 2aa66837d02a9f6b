package dev.ringdown.hub.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StatementCount;
import dev.ringdown.store.PlainSql;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which messages are the latest, and what it costs to read them, on the embedded database. */
class LatestMessagesTest {

    private static final int CONVERSATIONS = 240;
    private static final int LONGEST = 300;

    private static ApplicationContext context;
    private static LatestMessages latest;
    private static final List<Said> SAID = new ArrayList<>();

    /** A message that people read, or one that they don't. */
    private record Said(int conversation, int sequence, boolean read) {
    }

    @BeforeAll
    static void start() {
        context = ApplicationContext.run(Map.of("ringdown.data-dir", "target/latest-messages-test", "ringdown.database.buffer-pool-size", "64M"));
        latest = context.getBean(LatestMessages.class);
        Random random = new Random(5);
        for (int conversation = 0; conversation < CONVERSATIONS; conversation++) {
            // Most are short. In some a long time passes in which nobody says anything that people read.
            int length = (int) Math.pow(LONGEST, random.nextDouble());
            double share = conversation % 3 == 0 ? random.nextDouble() : 1;
            for (int sequence = 1; sequence <= length; sequence++) {
                SAID.add(new Said(conversation, sequence, random.nextDouble() < share));
            }
        }
        execute("DELETE FROM message", "DELETE FROM conversation");
        execute("INSERT INTO conversation (id, case_id, state, next_sequence, account_id, account_address, channel_type, entry_point, created, last_message_at) VALUES "
                + IntStream.range(0, CONVERSATIONS).mapToObj(conversation -> "(" + PlainSql.literal(id(conversation)) + ", REPEAT('c', 16), 'ENDED', " + (1
                + SAID.stream().filter(said -> said.conversation == conversation).count()) + ", REPEAT('a', 16), 'a', 'x', 'e', NOW(3), NOW(3))")
                .collect(Collectors.joining(", ")));
        execute("INSERT INTO message (conversation_id, sequence, id, type, sender_type, status, document, created, sent, deletion) VALUES " + SAID.stream()
                .map(said -> "(" + PlainSql.literal(id(said.conversation)) + ", " + said.sequence + ", " + PlainSql.literal(UUID.randomUUID()) + ", "
                        // Neither what steers nor what the customer's side could not deliver is read.
                        + (said.read ? "'text', 'customer', 'SENT'" : said.sequence % 2 == 0 ? "'agent.join', 'custom.agent', 'SENT'" : "'text', 'customer', 'FAILED'")
                        + ", '{}', NOW(3), NULL, " + (said.sequence % 7 == 0 ? "'SOFT'" : "NULL") + ")").collect(Collectors.joining(", ")));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void ofEachSetTheLastThatPeopleRead() {
        Random random = new Random(9);
        for (int i = 0; i < 80; i++) {
            List<List<Integer>> sets = sets(random);
            int limit = 1 + random.nextInt(60);
            List<List<Said>> found = find(sets, limit);
            assertEquals(sets.stream().map(set -> expected(set, limit)).toList(), found, "the last " + limit + " of each of " + sets);
        }
        assertTrue(SAID.stream().anyMatch(said -> !said.read) && SAID.size() > 5_000, "everything would be read");
    }

    @Test
    void atMostThreeStatementsWhateverTheyFind() {
        Random random = new Random(10);
        int most = 0;
        for (int i = 0; i < 20; i++) {
            List<List<Integer>> sets = sets(random);
            most = Math.max(most, (int) StatementCount.of(context, () -> find(sets, 50)));
        }
        assertEquals(3, most);
        List<List<Integer>> one = List.of(List.of(1));
        assertEquals(2, StatementCount.of(context, () -> find(one, 50)), "a conversation in which people read everything");
    }

    @Test
    void rowsAsTheyStand() {
        PlainSql sql = context.getBean(PlainSql.class);
        sql.update("UPDATE message SET application_id = REPEAT('b', 16), sender_name = 'Ana', message_id = 'm', content_hash = REPEAT('c', 32), "
                + "document = '{\"content\":{}}', sent = '2026-01-02 03:04:05.678', receivers = '[]' WHERE conversation_id = " + PlainSql.literal(id(0))
                + " AND sequence = 1");
        for (MessageRow row : sql.list("SELECT " + MessageRow.COLUMNS + " FROM message WHERE conversation_id = " + PlainSql.literal(id(0)), MessageRow::read)) {
            MessageRow asMapped = context.getBean(MessageRepository.class).at(id(0), row.sequence()).orElseThrow();
            assertEquals(shown(asMapped), shown(row));
            assertNull(row.contentHash());
            assertNull(row.receivers());
        }
    }

    /** Without what is not shown. Arrays are equal only to themselves. */
    private static String shown(MessageRow row) {
        return new MessageRow(row.id(), row.conversationId(), row.sequence(), row.number(), row.type(), row.applicationId(), row.senderType(),
                row.senderName(), null, null, row.status(), row.document(), row.created(), row.sent(), null, row.deletion())
                + (row.messageId() == null ? "" : new String(row.messageId()));
    }

    private static List<List<Said>> find(List<List<Integer>> sets, int limit) {
        return latest.find(sets.stream().map(set -> set.stream().map(LatestMessagesTest::id).toList()).toList(), limit).stream()
                .map(rows -> rows.stream().map(row -> new Said((int) row.conversationId().getLeastSignificantBits(), (int) row.sequence(), true)).toList())
                .toList();
    }

    private static List<Said> expected(Collection<Integer> set, int limit) {
        List<Said> newestFirst = new ArrayList<>(SAID.stream().filter(said -> said.read && set.contains(said.conversation)).toList());
        Collections.reverse(newestFirst);
        return newestFirst.stream().limit(limit).toList();
    }

    /** Some of the conversations, no one twice: most by itself, some with others, few of many. */
    private static List<List<Integer>> sets(Random random) {
        List<Integer> conversations = new ArrayList<>(IntStream.range(0, CONVERSATIONS).boxed().toList());
        Collections.shuffle(conversations, random);
        List<List<Integer>> sets = new ArrayList<>();
        int from = 0;
        for (int size = 1; from + size < CONVERSATIONS / 2; size = random.nextInt(4) != 0 ? 1 : 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 4)) {
            sets.add(conversations.subList(from, from + size));
            from += size;
        }
        return sets;
    }

    /** In their order, as ids of conversations are in the order of their starts. */
    private static UUID id(int conversation) {
        return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L + conversation);
    }

    private static void execute(String... statements) {
        for (String statement : statements) {
            context.getBean(PlainSql.class).update(statement);
        }
    }
}
