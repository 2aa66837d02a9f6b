package dev.ringdown.hub.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringdown.MovableClock;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.mail.MailQueue;
import dev.ringdown.store.Transactions;
import dev.ringdown.web.PublicUrl;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real server, which sends to a real mail server. */
class UnreachableMailTest {

    private static GreenMail mailServer;
    private static EmbeddedServer server;
    private static UnreachableMail unreachable;

    private UUID application;

    @BeforeAll
    static void start() {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        server = ApplicationContext.run(EmbeddedServer.class, new HashMap<>(Map.of("ringdown.data-dir", "target/store-test",
                "ringdown.database.buffer-pool-size", "64M", "micronaut.server.port", -1, "ringdown.smtp.host", "127.0.0.1",
                "ringdown.smtp.port", mailServer.getSmtp().getPort(), "ringdown.smtp.from", "ringdown@example.org", "ringdown.smtp.security", "none",
                "ringdown.public-url", "https://hub.example.com/", "ringdown.test.movable-clock", "true")));
        unreachable = server.getApplicationContext().getBean(UnreachableMail.class);
    }

    @AfterAll
    static void stop() {
        server.stop();
        mailServer.stop();
        MovableClock.reset();
    }

    @BeforeEach
    void makeApplication() throws Exception {
        mailServer.purgeEmailFromAllMailboxes();
        application = UuidCreator.getTimeOrderedEpoch();
        server.getApplicationContext().getBean(ConfigurationService.class).create(ClientApplication.TYPE, application,
                new ClientApplication("Connector " + application, null, true, List.of(
                        role(RoleName.CUSTOMER, "customer@example.com"), role(RoleName.CUSTOM_BOT, "bot@example.com"))));
    }

    @AfterEach
    void deleteApplication() {
        execute("delete from conversation where id in (select conversation_id from lane where application_id = " + hex(application) + ")");
        server.getApplicationContext().getBean(ConfigurationService.class).delete(ClientApplication.TYPE, application);
    }

    private static String hex(UUID id) {
        return "x'" + id.toString().replace("-", "") + "'";
    }

    private static Role role(RoleName name, String mail) {
        return new Role(name, RoleVersion.V3, "https://callback.example.com/messages?key=hidden", mail, List.of(), null);
    }

    @Test
    void threeFailuresInARowAreTold() throws Exception {
        lane(application, "customer", 2, false);
        lane(application, "customer", 3, false);
        lane(application, "customer", 4, true);
        lane(application, "custom_bot", 1, false);
        // Of different lanes: each has failed once.
        fail(RoleName.CUSTOMER, 1);
        fail(RoleName.CUSTOMER, 1);
        fail(RoleName.CUSTOM_BOT, 1);
        assertEquals(0, told());
        unreachable.failed(application, RoleName.CUSTOMER, 1, "status 503 of https://callback.example.com/messages?key=hidden\nX: y");
        assertEquals(1, told());

        assertEquals(1, mails());
        MimeMessage mail = mailServer.getReceivedMessages()[0];
        assertEquals("customer@example.com", mail.getAllRecipients()[0].toString());
        assertEquals("Ringdown cannot reach Connector " + application + ", role customer", mail.getSubject());
        String text = ((String) mail.getContent()).replace("\r\n", "\n");
        assertTrue(text.contains("Messages waiting:  5, the oldest since 2026-01-02T03:04:05Z\n"), text);
        assertTrue(text.contains("This server:       https://hub.example.com\n"), text);
        assertTrue(text.contains("Callback host:     callback.example.com\n"), text);
        assertTrue(text.contains("Last error:        status 503 of (URL) X: y\n"), text);
        assertTrue(text.contains("GET /deliveries?applicationId=" + application) && text.contains("retryDelivery"), text);
        assertFalse(text.contains("hidden"), text);
    }

    @Test
    void aSuccessBetweenThemStartsTheCountAnew() {
        for (int i = 0; i < 3; i++) {
            fail(RoleName.CUSTOMER, 1);
            fail(RoleName.CUSTOMER, 1);
            unreachable.delivered(application, RoleName.CUSTOMER);
        }
        // One message that always fails, among others that do not.
        fail(RoleName.CUSTOMER, 5);
        unreachable.delivered(application, RoleName.CUSTOMER);
        fail(RoleName.CUSTOMER, 6);
        assertEquals(0, told());
        // The success of another role is none of this one.
        unreachable.delivered(application, RoleName.CUSTOM_BOT);
        fail(RoleName.CUSTOMER, 7);
        assertEquals(1, told());
    }

    @Test
    void atMostOneAnHourWhicheverNodeNotices() {
        ApplicationContext context = server.getApplicationContext();
        UnreachableMail otherNode = new UnreachableMail(context.getBean(UnreachableMailRepository.class), context.getBean(Transactions.class),
                context.getBean(CurrentConfiguration.class), context.getBean(MailQueue.class),
                context.getBean(PublicUrl.class), context.getBean(Clock.class));
        for (int i = 1; i <= 10; i++) {
            fail(RoleName.CUSTOMER, i);
            otherNode.failed(application, RoleName.CUSTOMER, i, "status 503");
        }
        fail(RoleName.CUSTOM_BOT, 1);
        fail(RoleName.CUSTOM_BOT, 2);
        fail(RoleName.CUSTOM_BOT, 3);
        assertEquals(2, told());
        assertEquals(2, mails());

        // A success between does not shorten the hour.
        unreachable.delivered(application, RoleName.CUSTOMER);
        MovableClock.move(Duration.ofMinutes(59));
        failTwentyTimes(otherNode);
        assertEquals(2, mails());
        MovableClock.move(Duration.ofMinutes(2));
        failTwentyTimes(otherNode);
        assertEquals(3, mails());
    }

    @Test
    void whoIsGoneIsNotTold() {
        UUID unknown = UuidCreator.getTimeOrderedEpoch();
        for (int i = 1; i <= 3; i++) {
            unreachable.failed(unknown, RoleName.CUSTOMER, i, "status 503");
            unreachable.failed(application, RoleName.EGAIN_BOT, i, "status 503");
        }
        assertEquals(0, told());
    }

    private void failTwentyTimes(UnreachableMail otherNode) {
        for (int i = 11; i <= 30; i++) {
            fail(RoleName.CUSTOMER, i);
            otherNode.failed(application, RoleName.CUSTOMER, i, "status 503");
        }
    }

    private void fail(RoleName role, int inARowOfItsLane) {
        unreachable.failed(application, role, inARowOfItsLane, "status 503");
    }

    /** Roles of the application that somebody was told of. */
    private int told() {
        return number("select count(*) from unreachable_mail where application_id = " + hex(application));
    }

    /** Received, when no more is on its way. */
    private int mails() {
        await().atMost(Duration.ofSeconds(30)).until(() -> number("select count(*) from scheduled_tasks where task_name = 'mail'") == 0);
        return mailServer.getReceivedMessages().length;
    }

    private static void lane(UUID application, String role, int messages, boolean held) {
        String conversation = hex(UuidCreator.getTimeOrderedEpoch());
        execute("insert into conversation (id, case_id, state, next_sequence, account_id, account_address, channel_type, entry_point, created, last_message_at) "
                + "values (" + conversation + ", " + conversation + ", 'OPEN_AGENT', 9, " + conversation + ", 'a', 'custom.a', '0', utc_timestamp(3), utc_timestamp(3))");
        execute("insert into lane (conversation_id, application_id, role, waiting, held, due_at, failures) values (" + conversation + ", "
                + hex(application) + ", '" + role + "', " + messages + ", " + held + ", utc_timestamp(3) + interval 1 hour, 1)");
        for (int sequence = 1; sequence <= messages; sequence++) {
            delivery(application, conversation, sequence, "WAITING", "2026-01-02 03:0" + (3 + sequence) + ":05.006");
        }
        delivery(application, conversation, 0, "DELIVERED", "2026-01-01 00:00:00");
    }

    private static void delivery(UUID application, String conversation, int sequence, String state, String created) {
        execute("insert into delivery (lane_id, sequence, id, application_id, state, attempts, created) select id, " + sequence + ", "
                + hex(UuidCreator.getTimeOrderedEpoch()) + ", " + hex(application) + ", '" + state + "', 1, timestamp'" + created + "' from lane where conversation_id = " + conversation);
    }

    private static Connection connection() throws SQLException {
        return DelegatingDataSource.unwrapDataSource(server.getApplicationContext().getBean(DataSource.class)).getConnection();
    }

    private static void execute(String sql) {
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String query) {
        try (Connection connection = connection(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
