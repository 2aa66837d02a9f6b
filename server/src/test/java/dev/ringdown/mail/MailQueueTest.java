package dev.ringdown.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import dev.ringdown.MovableClock;
import dev.ringdown.security.SecretCipher;
import dev.ringdown.store.ScheduledWork;
import dev.ringdown.store.Transactions;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two servers on one database, and the mail server that both send to. */
class MailQueueTest {

    /** For a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static int port;
    private static EmbeddedServer first;
    private static EmbeddedServer second;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private GreenMail mailServer;

    @BeforeAll
    static void startServers() throws IOException {
        port = freePort();
        first = server(Map.of("ringdown.data-dir", "target/store-test", "ringdown.database.buffer-pool-size", "64M"));
        DatasourceConfiguration pool = first.getApplicationContext().getBean(DatasourceConfiguration.class);
        second = server(Map.of("ringdown.data-dir", "target/store-test-unused", "ringdown.secret-key",
                Files.readString(Path.of("target/store-test/secret.key")).strip(), "datasources.default.url", pool.getUrl(),
                "datasources.default.username", pool.getUsername(), "datasources.default.password", pool.getPassword()));
    }

    /** Below those that the system gives away by itself: while the mail server is down no connection of the database's may get it. */
    private static int freePort() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket free = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                // Somebody has it: another one.
            }
        }
    }

    private static EmbeddedServer server(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.port", -1);
        all.put("ringdown.smtp.host", "127.0.0.1");
        all.put("ringdown.smtp.port", port);
        all.put("ringdown.smtp.from", "Ringdown <ringdown@example.org>");
        all.put("ringdown.smtp.security", "none");
        all.put("ringdown.test.movable-clock", "true");
        return ApplicationContext.run(EmbeddedServer.class, all);
    }

    @AfterAll
    static void stopServers() {
        second.stop();
        first.stop();
        MovableClock.reset();
    }

    @BeforeEach
    void startMailServer() {
        mailServer = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        log.start();
        ((Logger) LoggerFactory.getLogger(MailQueue.class)).addAppender(log);
    }

    @AfterEach
    void stopMailServer() {
        ((Logger) LoggerFactory.getLogger(MailQueue.class)).detachAppender(log);
        mailServer.stop();
        assertEquals(0, waiting());
    }

    @Test
    void isPartOfTheTransactionAroundIt() throws Exception {
        Transactions transactions = first.getApplicationContext().getBean(Transactions.class);
        assertThrows(IllegalStateException.class, () -> transactions.inTransaction((Runnable) () -> {
            queue().send(mail("rolled back"));
            throw new IllegalStateException("of the test");
        }));
        assertEquals(0, waiting());
        transactions.inTransaction(() -> queue().send(mail("committed")));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertEquals(List.of("committed"), subjects());
        assertEquals("auto-generated", mailServer.getReceivedMessages()[0].getHeader("Auto-Submitted", null));
    }

    @Test
    void waitsForAMailServerThatIsDownAndShowsNothingMeanwhile() throws Exception {
        mailServer.stop();
        queue().send(mail("Grüße 👋"));
        await().atMost(PATIENCE).until(() -> failures() == 1);
        String id = text("select task_instance from scheduled_tasks where task_name = 'mail'");
        String stored = text("select cast(task_data as char) from scheduled_tasks where task_name = 'mail'");
        assertTrue(stored.contains("of the test"), stored);
        String sealed = new String(Base64.getDecoder().decode(stored.replaceAll(".*\"sealed\":\"([^\"]*)\".*", "$1")), StandardCharsets.UTF_8);
        for (String hidden : List.of("ann@example.com", "Grüße", "The secret text")) {
            assertFalse(stored.contains(hidden) || sealed.contains(hidden), stored);
        }
        MovableClock.move(Duration.ofSeconds(61));
        await().atMost(PATIENCE).until(() -> failures() == 2);

        mailServer.start();
        MovableClock.move(Duration.ofMinutes(5));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        MimeMessage mail = mailServer.getReceivedMessages()[0];
        assertEquals(List.of("Grüße 👋"), subjects());
        assertEquals("The secret text: äöü 👋", ((String) mail.getContent()).strip());
        assertEquals("<" + id + "@example.org>", mail.getMessageID());
        assertTrue(mail.getSentDate().toInstant().isBefore(clock().instant().minus(Duration.ofMinutes(5))));
        assertLogIsDiscreet();
    }

    @Test
    void isGivenUpAfterADay() {
        mailServer.stop();
        queue().send(mail("too late"));
        await().atMost(PATIENCE).until(() -> failures() == 1);
        String id = text("select task_instance from scheduled_tasks where task_name = 'mail'");
        MovableClock.move(Duration.ofHours(24));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertTrue(log.list.stream().anyMatch(event -> event.getLevel().toString().equals("WARN") && event.getFormattedMessage().contains(id)
                && event.getFormattedMessage().contains("of the test")), log.list.toString());
        assertLogIsDiscreet();
    }

    @Test
    void isGivenUpWhenTheReceiverIsRefused() throws Exception {
        mailServer.stop();
        try (ScriptedSmtp refusing = new ScriptedSmtp(port, null, false).answering("RCPT", "550 no ann@example.com here")) {
            queue().send(mail("unwanted"));
            await().atMost(PATIENCE).until(() -> waiting() == 0);
            assertEquals(1, refusing.commands.stream().filter(command -> command.startsWith("RCPT")).count());
        }
        assertTrue(log.list.stream().anyMatch(event -> event.getLevel().toString().equals("WARN") && event.getFormattedMessage().contains("550")));
        assertLogIsDiscreet();
    }

    @Test
    void isTriedAgainWhenTheReceiverIsPutOff() throws Exception {
        mailServer.stop();
        try (ScriptedSmtp greylisting = new ScriptedSmtp(port, null, false).answering("RCPT", "451 later")) {
            queue().send(mail("later"));
            await().atMost(PATIENCE).until(() -> failures() == 1);
        }
        mailServer.start();
        MovableClock.move(Duration.ofSeconds(61));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertEquals(List.of("later"), subjects());
    }

    @Test
    void twoNodesSendEachOnce() throws Exception {
        List<String> expected = IntStream.range(100, 300).mapToObj(number -> "mail " + number).toList();
        for (String subject : expected) {
            (subject.hashCode() % 2 == 0 ? first : second).getApplicationContext().getBean(MailQueue.class).send(mail(subject));
        }
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertEquals(expected, List.copyOf(new TreeSet<>(subjects())));
        assertEquals(200, mailServer.getReceivedMessages().length);
    }

    @Test
    void anAttachmentOfTheLargestSizeIsKeptEncryptedAndSentAsItIs() throws Exception {
        byte[] content = new byte[MailAttachment.LARGEST];
        ThreadLocalRandom.current().nextBytes(content);
        byte[] known = "what is known of the file".repeat(100).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(known, 0, content, 4096, known.length);
        mailServer.stop();
        queue().send(new Mail("of the test", "ann@example.com", "a file", "The secret text", new MailAttachment("a.bin", "application/pdf", content), null));
        await().atMost(PATIENCE).until(() -> failures() == 1);
        String stored = text("select cast(task_data as char) from scheduled_tasks where task_name = 'mail'");
        assertTrue(stored.length() > MailAttachment.LARGEST && stored.length() < 15_000_000, "in base64 once: " + stored.length());
        String sealed = new String(Base64.getDecoder().decode(stored.replaceAll(".*\"attachment\":\"([^\"]*)\".*", "$1")), StandardCharsets.ISO_8859_1);
        assertFalse(sealed.contains("what is known"));

        mailServer.start();
        MovableClock.move(Duration.ofSeconds(61));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        MimeMultipart parts = (MimeMultipart) mailServer.getReceivedMessages()[0].getContent();
        assertArrayEquals(content, parts.getBodyPart(1).getInputStream().readAllBytes());
        assertLogIsDiscreet();
    }

    @Test
    void aMailThatWasQueuedByAnEarlierVersionIsSent() throws Exception {
        record Earlier(String purpose, Instant queued, int attempts, byte[] sealed) {
        }
        String id = "01890a5d-ac96-774b-bcce-b302099a8057";
        byte[] sealed = first.getApplicationContext().getBean(SecretCipher.class).encryptBytes(
                "{\"purpose\":\"of the test\",\"to\":\"ann@example.com\",\"subject\":\"earlier\",\"text\":\"The secret text\"}"
                        .getBytes(StandardCharsets.UTF_8), "mail/" + id);
        DataSource pool = DelegatingDataSource.unwrapDataSource(first.getApplicationContext().getBean(DataSource.class));
        try (Connection connection = pool.getConnection(); PreparedStatement statement = connection.prepareStatement("INSERT INTO scheduled_tasks "
                + "(task_name, task_instance, task_data, execution_time, picked, version) VALUES ('mail', ?, ?, '2020-01-01', FALSE, 1)")) {
            statement.setString(1, id);
            statement.setBytes(2, new JacksonSerializer().serialize(new Earlier("of the test", clock().instant(), 0, sealed)));
            statement.executeUpdate();
        }
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertEquals(List.of("earlier"), subjects());
        assertEquals("The secret text", ((String) mailServer.getReceivedMessages()[0].getContent()).strip());
    }

    @Test
    void theSenderIsToldWhatBecomesOfAMail() throws Exception {
        mailServer.stop();
        queue().send(known("down first"));
        queue().send(mail("of no interest"));
        await().atMost(PATIENCE).until(() -> heard("down first").size() == 1);
        MailOutcome delayed = heard("down first").get(0);
        assertEquals(MailOutcome.Result.DELAYED, delayed.result());
        assertEquals("the mail server cannot be reached", delayed.reason(), "neither host nor address");
        assertEquals(delayed.at().plusSeconds(60).getEpochSecond(), delayed.nextTry().getEpochSecond(), 1);
        await().atMost(PATIENCE).until(() -> Integer.parseInt(text(
                "select count(*) from scheduled_tasks where task_name = 'mail' and picked = 0 and consecutive_failures = 1")) == 2);
        mailServer.start();
        MovableClock.move(Duration.ofSeconds(61));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertEquals(List.of(MailOutcome.Result.DELAYED, MailOutcome.Result.SENT), heard("down first").stream().map(MailOutcome::result).toList());

        mailServer.stop();
        try (ScriptedSmtp refusing = new ScriptedSmtp(port, null, false).answering("RCPT", "550 no ann@example.com here")) {
            queue().send(known("unwanted"));
            await().atMost(PATIENCE).until(() -> waiting() == 0);
        }
        assertEquals(1, heard("unwanted").size());
        assertEquals(MailOutcome.Result.GIVEN_UP, heard("unwanted").get(0).result());
        assertEquals("the mail server answers 550 to the receiver", heard("unwanted").get(0).reason());
        assertTrue(HeardOutcomes.ALL.stream().noneMatch(outcome -> outcome.reference() == null));
    }

    @Test
    void whatCouldNotBeToldIsToldLaterAndTheMailNotSentAgain() throws Exception {
        HeardOutcomes.deaf = true;
        try {
            queue().send(known("told late"));
            await().atMost(PATIENCE).until(() -> text("select coalesce(max(cast(task_data as char)), '') from scheduled_tasks where task_name = 'mail' "
                    + "and picked = 0").contains("\"untold\":{"));
        } finally {
            HeardOutcomes.deaf = false;
        }
        assertFalse(text("select cast(task_data as char) from scheduled_tasks where task_name = 'mail'").matches(".*\"sealed\":\"[^\"]+\".*"));
        assertEquals(List.of(), heard("told late"));
        MovableClock.move(Duration.ofSeconds(61));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertEquals(1, heard("told late").size());
        assertEquals(MailOutcome.Result.SENT, heard("told late").get(0).result());
        assertEquals(List.of("told late"), subjects());
    }

    /** What the senders of mails with a reference are told. */
    @Singleton
    @Requires(property = "ringdown.test.movable-clock")
    static final class HeardOutcomes {

        static final List<MailOutcome> ALL = new CopyOnWriteArrayList<>();
        static volatile boolean deaf;

        @EventListener
        void hear(MailOutcome outcome) {
            if (deaf) {
                throw new IllegalStateException("of the test");
            }
            ALL.add(outcome);
        }
    }

    private static List<MailOutcome> heard(String reference) {
        return HeardOutcomes.ALL.stream().filter(outcome -> outcome.reference().equals(reference)).toList();
    }

    private static Mail known(String subject) {
        return new Mail("of the test", "ann@example.com", subject, "The secret text", null, subject);
    }

    @Test
    void withoutAMailServerItIsDropped() {
        ApplicationContext context = first.getApplicationContext();
        new MailQueue(new SmtpSettings(null, null, null, null, null, null), context.getBean(Smtp.class), context.getBean(MailSeal.class),
                context.getBean(ScheduledWork.class), ApplicationEventPublisher.noOp(), clock()).send(mail("nowhere"));
        assertEquals(0, waiting());
        assertEquals(1, log.list.size());
        assertTrue(log.list.get(0).getFormattedMessage().contains("of the test"));
        assertLogIsDiscreet();
    }

    private void assertLogIsDiscreet() {
        for (ILoggingEvent event : log.list) {
            String line = event.getFormattedMessage() + event.getThrowableProxy();
            assertFalse(line.contains("ann@") || line.contains("secret"), line);
        }
    }

    private static MailQueue queue() {
        return first.getApplicationContext().getBean(MailQueue.class);
    }

    private static Clock clock() {
        return first.getApplicationContext().getBean(Clock.class);
    }

    private static Mail mail(String subject) {
        return new Mail("of the test", "ann@example.com", subject, "The secret text: äöü 👋");
    }

    private List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : mailServer.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private static int waiting() {
        return Integer.parseInt(text("select count(*) from scheduled_tasks where task_name = 'mail'"));
    }

    private static int failures() {
        return Integer.parseInt(text("select coalesce(max(consecutive_failures), 0) from scheduled_tasks where task_name = 'mail' and picked = 0"));
    }

    private static String text(String query) {
        DataSource pool = DelegatingDataSource.unwrapDataSource(first.getApplicationContext().getBean(DataSource.class));
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
