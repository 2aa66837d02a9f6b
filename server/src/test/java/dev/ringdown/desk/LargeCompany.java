package dev.ringdown.desk;

import dev.ringdown.desk.figure.ClosedChats;
import io.micronaut.context.BeanContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A company of many chats, made by few statements: so many that whoever goes through all of them reads more rows than any call may. Chat n, of 60,000,
 * started n times 10 minutes after the beginning of 2025; its conversation has the id n. All but the last 600 are closed.
 */
final class LargeCompany {

    static final int CHATS = 60_000;
    static final int CUSTOMERS = 6_000;
    /** Has 5,000 chats. */
    static final long BUSY_CUSTOMER = 1;
    /** Of 20,000 messages. */
    static final long LONG_CHAT = CHATS - 1;
    /** Of 1,000 conversations. */
    static final long MANY_CONVERSATIONS = CHATS - 2;
    static final long FREQUENT_TAG = 1;
    static final long RARE_TAG = 2;
    static final int DEPARTMENTS = 40;
    static final long MANAGER = 1;
    /** In department 2; in 2 to 31. */
    static final long AGENT = 101;
    static final long AGENT_OF_MANY = 102;

    private LargeCompany() {
    }

    static void make(BeanContext node) {
        try (Connection connection = DelegatingDataSource.unwrapDataSource(node.getBean(DataSource.class)).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        node.getBean(ClosedChats.class).correct();
    }

    private static String id(String number) {
        return "UNHEX(LPAD(HEX(" + number + "), 32, '0'))";
    }

    private static String message(String conversation, String sequence, String number) {
        return "INSERT INTO message (conversation_id, sequence, id, number, type, sender_type, status, document, created) SELECT " + id(conversation) + ", "
                + sequence + ", " + id(number) + ", " + number + ", 'text', IF(n % 2 = 0, 'customer', 'custom_agent'), 'SENT', "
                + "'{\"content\":{\"text\":\"Where is my order?\"}}', NOW(3) FROM number ";
    }

    private static String conversation(String id, String messages) {
        return "INSERT INTO conversation (id, case_id, state, next_sequence, account_id, account_address, channel_type, entry_point, created, "
                + "last_message_at) SELECT " + id(id) + ", " + id(id) + ", 'OPEN_AGENT', 1 + " + messages + ", " + id("1") + ", 'shop', 'sms', '1', NOW(3), "
                + "NOW(3) FROM number ";
    }

    private static final String DIGITS = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 "
            + "UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) ";

    private static final List<String> STATEMENTS = List.of(
            "DROP TABLE IF EXISTS number",
            "CREATE TABLE number (n BIGINT NOT NULL PRIMARY KEY)",
            "INSERT INTO number SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d FROM " + DIGITS + "a, " + DIGITS + "b, " + DIGITS + "c, "
                    + DIGITS + "e, " + DIGITS + "f",
            "INSERT INTO department (id, name, name_key, include_in_welcome_menu, enabled) SELECT n, CONCAT('d', n), CONCAT('d', n), FALSE, TRUE FROM number "
                    + "WHERE n BETWEEN 2 AND " + DEPARTMENTS,
            "INSERT INTO agent (id, name, email, email_key, role_id, status_id, notifications, enabled, created) SELECT n, CONCAT('Agent ', n), "
                    + "CONCAT('a', n), CONCAT('a', n), 1, 4, '', TRUE, NOW(3) FROM number WHERE n BETWEEN 101 AND 200",
            "INSERT INTO agent_department (agent_id, department_id) SELECT n, 2 FROM number WHERE n BETWEEN 101 AND 200",
            "INSERT INTO agent_department (agent_id, department_id) SELECT " + AGENT_OF_MANY + ", n FROM number WHERE n BETWEEN 3 AND 31",
            "INSERT INTO session (token_hash, agent_id, started_at, last_active_at, ends_at, address) SELECT LPAD(n, 32, '0'), 101 + n % 100, NOW(3), "
                    + "NOW(3), NOW(3) + INTERVAL 1 DAY, '127.0.0.1' FROM number WHERE n <= 500",
            "INSERT INTO tag_group (id, name, name_key, enabled) VALUES (1, 'g', 'g', TRUE)",
            "INSERT INTO tag (id, tag_group_id, name, name_key, enabled, listed) SELECT n, 1, CONCAT('t', n), CONCAT('t', n), TRUE, TRUE FROM number "
                    + "WHERE n <= 40",
            "INSERT INTO customer (id, name, mobile_number, email, first_seen_at, last_seen_at, mobile_reversed) SELECT n, CONCAT(ELT(1 + n % 3, 'Sipho', "
                    + "'Thandi', 'Ayanda'), ' ', ELT(1 + n % 7, 'Dlamini', 'Nkosi', 'Smith', 'Botha', 'Zulu', 'Nel', 'Adams'), n), "
                    + "CONCAT('+2783', LPAD(n, 7, '0')), CONCAT('c', n, '@example.test'), '2025-01-01', '2025-01-01' + INTERVAL n MINUTE, "
                    + "REVERSE(CONCAT('2783', LPAD(n, 7, '0'))) FROM number WHERE n <= " + CUSTOMERS,
            "INSERT INTO customer_word (kind, word, customer_id) SELECT 1, CAST(LOWER(name) AS BINARY), id FROM customer",
            "INSERT INTO customer_word (kind, word, customer_id) SELECT 2, CAST(email AS BINARY), id FROM customer",
            "INSERT INTO customer_word (kind, word, customer_id) SELECT 3, CAST(LOWER(SUBSTRING_INDEX(name, ' ', -1)) AS BINARY), id FROM customer",
            "UPDATE customer_word w JOIN (SELECT customer_id, BIT_OR((1 << (CRC32(LEFT(word, 1)) % 64)) | (1 << (CRC32(LEFT(word, 2)) % 64)) | "
                    + "(1 << (CRC32(LEFT(word, 3)) % 64))) AS letters FROM customer_word GROUP BY customer_id) own ON own.customer_id = w.customer_id "
                    + "SET w.letters = own.letters",
            "INSERT INTO customer_pair (pair, customer_id) SELECT DISTINCT CONCAT(LEFT(a.word, 3), LEFT(b.word, 3)), a.customer_id FROM customer_word a "
                    + "JOIN customer_word b ON b.customer_id = a.customer_id AND LEFT(a.word, 3) < LEFT(b.word, 3)",
            "INSERT INTO chat (id, status_id, customer_id, account_id, department_id, agent_id, channel, started_at, assigned_at, first_assigned_at, "
                    + "first_response_at, closed_at, last_message_at, updated_at, active, waiting_since, returning_customer) SELECT n, s, "
                    + "IF(s <> 3, 100 + n % 5000, IF(n % 12 = 0, " + BUSY_CUSTOMER + ", 1 + n % " + CUSTOMERS + ")), LPAD(IF(s <> 3, n, 0), 16, '0'), "
                    + "IF(n % 3 = 0, 2, 2 + n % " + (DEPARTMENTS - 1) + "), IF(s = 1, NULL, 101 + n % 100), 'sms', begun, begun, begun, begun, "
                    + "IF(s = 3, ended, NULL), ended, ended, IF(s = 3, NULL, TRUE), IF(s = 1, begun, NULL), n % 2 FROM (SELECT n, "
                    + "IF(n <= " + (CHATS - 600) + ", 3, 1 + n % 2) AS s, '2025-01-01' + INTERVAL 10 * n MINUTE AS begun, '2025-01-01' + INTERVAL 10 * n + "
                    + "POW(n % 11, 3) * IF(n % 100 = 0, 30, 1) MINUTE AS ended FROM number WHERE n <= " + CHATS + ") made",
            "INSERT INTO chat_tag (chat_id, tag_id, department_id, put_on_at) SELECT id, " + FREQUENT_TAG + ", department_id, started_at FROM chat "
                    + "WHERE id % 2 = 0",
            "INSERT INTO chat_tag (chat_id, tag_id, department_id, put_on_at) SELECT id, " + RARE_TAG + ", department_id, started_at FROM chat "
                    + "WHERE id % 1000 = 7",
            "UPDATE chat_tag t JOIN chat c ON c.id = t.chat_id SET t.closed_in = c.department_id, t.started_at = c.started_at, t.last_message_at = "
                    + "c.last_message_at WHERE c.status_id = 3",
            conversation("n", "3") + "WHERE n <= " + CHATS,
            "INSERT INTO chat_conversation (conversation_id, chat_id, position) SELECT " + id("n") + ", n, 1 FROM number WHERE n <= " + CHATS,
            conversation("100000 + n", "1") + "WHERE n <= 999",
            "INSERT INTO chat_conversation (conversation_id, chat_id, position) SELECT " + id("100000 + n") + ", " + MANY_CONVERSATIONS + ", 1 + n FROM number "
                    + "WHERE n <= 999",
            message("n", "1", "n") + "WHERE n <= " + CHATS,
            message("n", "2", "100000 + n") + "WHERE n <= " + CHATS,
            message("n", "3", "200000 + n") + "WHERE n <= " + CHATS,
            message("100000 + n", "1", "300000 + n") + "WHERE n <= 999",
            message(Long.toString(LONG_CHAT), "3 + n", "400000 + n") + "WHERE n <= 20000",
            "UPDATE conversation SET next_sequence = 20004 WHERE id = " + id(Long.toString(LONG_CHAT)),
            "INSERT INTO conversation_party (conversation_id, application_id, role, serving) SELECT id, 0x" + DeskApplication.ID.toString().replace("-", "")
                    + ", 'custom_agent', TRUE FROM conversation",
            "INSERT INTO comment (customer_id, chat_id, agent_id, text, created) SELECT customer_id, id, 101, 'Note', closed_at FROM chat "
                    + "WHERE closed_at IS NOT NULL",
            "INSERT INTO desk_event (number, chat_id, occurred_at) SELECT n, 1 + n % " + CHATS + ", NOW(3) FROM number WHERE n <= 50000",
            "UPDATE desk_event_count SET last_number = 50000",
            "INSERT INTO lane (id, conversation_id, application_id, role, due_at, failures) SELECT n, " + id("n") + ", " + id("7") + ", 'customer', "
                    + "'9999-12-31', 0 FROM number WHERE n <= " + CHATS,
            "INSERT INTO delivery (lane_id, sequence, id, application_id, state, attempts, created) SELECT n, 1, " + id("n") + ", " + id("7")
                    + ", 'DELIVERED', 1, NOW(3) FROM number WHERE n <= " + CHATS,
            "INSERT INTO figure (set_id, scope, kind, days, block, department_id, subject_id, amount, timed, millis) SELECT s.id, 3, 8, 1, 19900 + n DIV 60, 0, "
                    + "101 + n % 60, 1, 0, 0 FROM number JOIN figure_set s WHERE n <= 60000",
            "INSERT INTO agent_figure SELECT s.id, 0, 1, 19900 + n DIV 60, 101 + n % 60, 1, 0, 0, 0, 0, 0, 0 FROM number JOIN figure_set s "
                    + "WHERE n <= 60000",
            "ANALYZE TABLE figure, agent_figure, chat, chat_tag, chat_conversation, conversation, conversation_party, message, customer, customer_word, comment, desk_event, lane, "
                    + "delivery, session");
}
