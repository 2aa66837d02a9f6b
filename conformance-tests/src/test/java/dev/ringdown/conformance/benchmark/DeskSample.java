package dev.ringdown.conformance.benchmark;

import dev.ringdown.conformance.server.ServerDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What there is at a desk to ask for: drawn at random from its database before anything is measured. Not for several threads at once. */
final class DeskSample {

    private static final int DRAWN = 1_000;

    private final ServerDatabase database;
    private final Random random = new Random(11);
    private final List<Long> chats;
    private final List<Place> closed = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Long> messagesOfLongest;
    private final Deque<Long> unassigned;
    private final Deque<Long> open;

    final List<Long> departments;
    final List<Long> tags;
    final List<Long> agents;
    final long regular;
    final long longest;
    final Instant lastUpdate;

    /** A closed chat and what a page behind it begins after. */
    record Place(long chat, String lastMessageAt) {
    }

    /** A customer with name, number and address. */
    record Person(long id, String name, String mobileNumber, String email) {
    }

    DeskSample(ServerDatabase database) throws SQLException {
        this.database = database;
        long lastChat = numbers("SELECT MAX(id) FROM chat").get(0);
        long lastCustomer = numbers("SELECT MAX(id) FROM customer").get(0);
        chats = random.longs(DRAWN, 1, lastChat + 1).boxed().toList();
        // The most frequent first.
        departments = numbers("SELECT department_id FROM chat GROUP BY department_id ORDER BY COUNT(*) DESC");
        tags = numbers("SELECT tag_id FROM chat_tag GROUP BY tag_id ORDER BY COUNT(*) DESC");
        agents = numbers("SELECT id FROM agent WHERE role_id = 1 ORDER BY id");
        regular = numbers("SELECT customer_id FROM chat GROUP BY customer_id ORDER BY COUNT(*) DESC LIMIT 1").get(0);
        longest = numbers("SELECT chat_id FROM (SELECT c.id AS chat_id FROM chat c WHERE c.status_id = 3 ORDER BY TIMESTAMPDIFF(SECOND, c.started_at, c.closed_at) "
                + "DESC LIMIT 1) longest").get(0);
        lastUpdate = rows("SELECT MAX(updated_at) FROM chat", row -> row.getTimestamp(1).toInstant()).get(0);
        closed.addAll(rows("SELECT id, DATE_FORMAT(last_message_at, '%Y-%m-%dT%H:%i:%s.%f') FROM chat WHERE status_id = 3 AND id IN (" + list(chats.stream()
                .mapToLong(Long::longValue)) + ")", row -> new Place(row.getLong(1), row.getString(2).substring(0, 23) + 'Z')));
        people.addAll(rows("SELECT id, name, mobile_number, email FROM customer WHERE name IS NOT NULL AND mobile_number IS NOT NULL AND email IS NOT NULL "
                + "AND id IN (" + list(random.longs(2L * DRAWN, 1, lastCustomer + 1)) + ")",
                row -> new Person(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))));
        messagesOfLongest = numbers("SELECT m.number FROM chat_conversation x JOIN message m ON m.conversation_id = x.conversation_id WHERE x.chat_id = "
                + longest + " AND m.type = 'text' AND m.sequence % 37 = 0");
        unassigned = shuffled("SELECT id FROM chat WHERE status_id = 1");
        open = shuffled("SELECT id FROM chat WHERE status_id = 2");
    }

    long chat() {
        return any(chats);
    }

    Place closed() {
        return any(closed);
    }

    Person person() {
        return any(people);
    }

    long department() {
        return any(departments);
    }

    long agent() {
        return any(agents);
    }

    long messageOfLongest() {
        return any(messagesOfLongest);
    }

    /** One that nobody was given before; null: there is none left. */
    Long unassigned() {
        return unassigned.poll();
    }

    /** One that is about to be closed. */
    Long lastTimeOpen() {
        return open.poll();
    }

    /** One that stays open for now; null: there is none left. */
    Long open() {
        Long chat = open.poll();
        if (chat != null) {
            open.add(chat);
        }
        return chat;
    }

    int random(int below) {
        return random.nextInt(below);
    }

    /** The e-mail address of an agent who is in this department and no other. */
    String agentOf(long department) throws SQLException {
        return rows("SELECT a.email FROM agent a JOIN agent_department d ON d.agent_id = a.id WHERE d.department_id = " + department
                + " AND a.role_id = 1 AND (SELECT COUNT(*) FROM agent_department o WHERE o.agent_id = a.id) = 1 ORDER BY a.id DESC LIMIT 1",
                row -> row.getString(1)).get(0);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private Deque<Long> shuffled(String sql) throws SQLException {
        List<Long> all = new ArrayList<>(numbers(sql));
        java.util.Collections.shuffle(all, random);
        return new ArrayDeque<>(all);
    }

    private static String list(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(", "));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private List<Long> numbers(String sql) throws SQLException {
        return rows(sql, row -> row.getLong(1));
    }

    private <T> List<T> rows(String sql, Row<T> row) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row.of(found));
            }
            return rows;
        }
    }
}
