package dev.ringdown.desk.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringdown.MovableClock;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The notification UnassignedChatsWaiting, on a real server, which sends to a real mail server. */
class WaitingMailTest {

    private static final String WANTED = "UnassignedChatsWaiting";
    private static final int AGENT = 1;
    private static final int MANAGER = 2;

    private static GreenMail mailServer;
    private static EmbeddedServer server;
    /** Another node, which knows no mail server. */
    private static ApplicationContext without;
    private static WaitingMail mail;

    private final long sales = department("Sales");
    private final long support = department("Support");

    @BeforeAll
    static void start() {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        Map<String, Object> common = Map.of("ringdown.database.buffer-pool-size", "64M", "ringdown.test.movable-clock", "true");
        Map<String, Object> own = new HashMap<>(common);
        own.putAll(Map.of("ringdown.data-dir", "target/store-test", "micronaut.server.port", -1, "ringdown.smtp.host", "127.0.0.1",
                "ringdown.smtp.port", mailServer.getSmtp().getPort(), "ringdown.smtp.from", "ringdown@example.org", "ringdown.smtp.security", "none"));
        server = ApplicationContext.run(EmbeddedServer.class, own);
        DatasourceConfiguration pool = server.getApplicationContext().getBean(DatasourceConfiguration.class);
        Map<String, Object> others = new HashMap<>(common);
        others.putAll(Map.of("ringdown.data-dir", "target/store-test-unused", "datasources.default.url", pool.getUrl(),
                "datasources.default.username", pool.getUsername(), "datasources.default.password", pool.getPassword(),
                "ringdown.secret-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        without = ApplicationContext.run(others);
        mail = server.getApplicationContext().getBean(WaitingMail.class);
    }

    @AfterAll
    static void stop() {
        without.close();
        server.close();
        mailServer.stop();
        MovableClock.reset();
    }

    @Test
    void tellsHowManyChatsWaitWhereAndNothingOfCustomers() throws Exception {
        String agent = agent(AGENT, WANTED, sales, support);
        String manager = agent(MANAGER, WANTED, support);
        chat(sales);
        chat(sales);
        chat(support);
        chat(department("Elsewhere"));
        MovableClock.move(WaitingMail.SETTLING);
        tellAtOnce();

        String text = onlyMail(agent, 1);
        assertTrue(text.contains("Sales: 2\n") && text.contains("Support: 1\n"), text);
        assertFalse(text.contains("Elsewhere") || text.contains("Customer"), text);
        assertTrue(onlyMail(manager, 1).contains("Support: 1\n"));
        assertEquals("Ringdown: chats are waiting", mailsTo(agent).get(0).getSubject());
    }

    @Test
    void tellsAgainWhenOthersHaveBegunToWaitButNotBeforeAQuarterOfAnHour() throws Exception {
        String agent = agent(AGENT, WANTED, sales);
        chat(sales);
        MovableClock.move(WaitingMail.SETTLING);
        mail.tellThoseDue();
        String told = toldAt(agent);
        onlyMail(agent, 1);

        MovableClock.move(Duration.ofMinutes(20));
        mail.tellThoseDue();
        assertEquals(told, toldAt(agent), "the same chat is no news");

        chat(sales);
        MovableClock.move(WaitingMail.SETTLING);
        mail.tellThoseDue();
        assertTrue(onlyMail(agent, 2).contains("Sales: 2\n"), "all that wait");
        told = toldAt(agent);
        chat(sales);
        MovableClock.move(WaitingMail.QUIET.minusSeconds(30));
        mail.tellThoseDue();
        assertEquals(told, toldAt(agent), "not yet");
        MovableClock.move(Duration.ofSeconds(30));
        mail.tellThoseDue();
        assertTrue(onlyMail(agent, 3).contains("Sales: 3\n"));
    }

    @Test
    void tellsNobodyElse() {
        String unwilling = agent(AGENT, "", sales);
        String elsewhere = agent(AGENT, WANTED, support);
        String nowhere = agent(MANAGER, WANTED);
        String disabled = agent(AGENT, WANTED, sales);
        execute("UPDATE agent SET enabled = FALSE WHERE email = ?", disabled);
        String connected = agent(AGENT, WANTED, sales);
        session(connected, now().plus(Duration.ofMinutes(1)));
        String gone = agent(AGENT, WANTED, sales);
        session(gone, now());
        long taken = chat(support);
        execute("UPDATE chat SET status_id = 2, waiting_since = NULL WHERE id = ?", taken);
        chat(sales);
        MovableClock.move(WaitingMail.SETTLING);
        mail.tellThoseDue();

        for (String agent : List.of(unwilling, elsewhere, nowhere, disabled, connected)) {
            assertEquals("null", toldAt(agent), agent);
        }
        assertFalse(toldAt(gone).equals("null"), "whose stream was open until then");
        MovableClock.move(Duration.ofMinutes(1));
        mail.tellThoseDue();
        assertFalse(toldAt(connected).equals("null"), "as soon as the stream is no longer open");
    }

    @Test
    void withoutAMailServerNobodyIsTakenForTold() {
        String agent = agent(AGENT, WANTED, sales);
        chat(sales);
        // Only just: the server's own look comes every ten seconds, and would find it.
        without.getBean(WaitingMail.class).tellThoseDue();
        assertEquals("null", toldAt(agent));
    }

    /** From several threads, as several nodes would. */
    private static void tellAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> {
                    together.await();
                    mail.tellThoseDue();
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The text of the last mail to an agent, who must have got so many. */
    private static String onlyMail(String to, int count) throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> mailsTo(to).size() >= count
                && rows("select task_instance from scheduled_tasks where task_name = 'mail'").isEmpty());
        List<MimeMessage> mails = mailsTo(to);
        assertEquals(count, mails.size());
        return ((String) mails.get(count - 1).getContent()).replace("\r\n", "\n");
    }

    private static List<MimeMessage> mailsTo(String to) throws Exception {
        List<MimeMessage> own = new ArrayList<>();
        for (MimeMessage message : mailServer.getReceivedMessages()) {
            if (message.getAllRecipients()[0].toString().equals(to)) {
                own.add(message);
            }
        }
        return own;
    }

    private static String toldAt(String email) {
        return rows("select told_at from agent where email = '" + email + "'").get(0);
    }

    /** An agent's e-mail address. */
    private static String agent(int role, String notifications, long... departments) {
        String email = "agent-" + UUID.randomUUID() + "@example.com";
        long id = execute("INSERT INTO agent (name, email, email_key, role_id, status_id, notifications, enabled, created) "
                + "VALUES ('An Agent', ?, ?, ?, 1, ?, TRUE, ?)", email, email.getBytes(), role, notifications, Timestamp.from(now()));
        for (long department : departments) {
            execute("INSERT INTO agent_department (agent_id, department_id) VALUES (?, ?)", id, department);
        }
        return email;
    }

    private static void session(String agent, Instant streamsUntil) {
        execute("INSERT INTO session (token_hash, agent_id, started_at, last_active_at, ends_at, address, streams_until) "
                + "SELECT ?, id, ?, ?, ?, '127.0.0.1', ? FROM agent WHERE email = ?", bytes(32), Timestamp.from(now()), Timestamp.from(now()),
                Timestamp.from(now().plus(Duration.ofHours(12))), Timestamp.from(streamsUntil), agent);
    }

    private static long department(String name) {
        return execute("INSERT INTO department (name, name_key, include_in_welcome_menu, enabled) VALUES (?, ?, FALSE, TRUE)", name,
                UUID.randomUUID().toString().getBytes());
    }

    /** A chat that begins to wait now. */
    private static long chat(long department) {
        Timestamp now = Timestamp.from(now());
        long customer = execute("INSERT INTO customer (name, first_seen_at, last_seen_at) VALUES ('Customer', ?, ?)", now, now);
        return execute("INSERT INTO chat (status_id, customer_id, account_id, department_id, channel, started_at, last_message_at, updated_at, active, "
                + "waiting_since) VALUES (1, ?, ?, ?, 'sms', ?, ?, ?, TRUE, ?)", customer, bytes(16), department, now, now, now, now);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new java.security.SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static Instant now() {
        return server.getApplicationContext().getBean(Clock.class).instant();
    }

    /** @return the id that was made, if one was */
    private static long execute(String sql, Object... values) {
        try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return keys.next() ? keys.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rows(String query) {
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(String.valueOf(rows.getString(1)));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        return DelegatingDataSource.unwrapDataSource(server.getApplicationContext().getBean(DataSource.class)).getConnection();
    }
}
