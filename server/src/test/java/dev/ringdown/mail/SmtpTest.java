package dev.ringdown.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringdown.security.Certificates;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and how the answers of a mail server are taken. */
class SmtpTest {

    private static final Instant QUEUED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Mail MAIL = new Mail("test", "ann@example.com", "Grüße 👋", "Zeile eins äöü\n.\nLine three 👋\n");

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.forHost("localhost");
    }

    @Test
    void theMailIsWhole() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("relay", "letmein");
            new Smtp(new SmtpSettings("127.0.0.1", server.getSmtp().getPort(), "relay", "letmein", "Büro <office@example.org>", "none")).send(MAIL, "id-1", QUEUED);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertEquals("Grüße 👋", mail.getSubject());
            assertEquals(MAIL.text().strip(), ((String) mail.getContent()).replace("\r\n", "\n"));
            assertTrue(mail.getContentType().toLowerCase().startsWith("text/plain; charset=utf-8"), mail.getContentType());
            assertEquals("<id-1@example.org>", mail.getMessageID());
            assertEquals(Date.from(QUEUED), mail.getSentDate());
            assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
            assertEquals("ann@example.com", mail.getHeader("To", null));
            assertEquals("office@example.org", ((InternetAddress) mail.getFrom()[0]).getAddress());
            assertEquals("Büro", ((InternetAddress) mail.getFrom()[0]).getPersonal());

            assertDelayed("refuses the log-on", new Smtp(
                    new SmtpSettings("127.0.0.1", server.getSmtp().getPort(), "relay", "wrong", "office@example.org", "none")));
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags_2026-03-01.csv", "отчёт за März 日本 👋.csv", "a \"quoted\"; name=b.csv", "é.csv",
        "長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い長い.xlsx"})
    void anAttachmentArrivesAsItIs(String name) throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            byte[] content = "one\ntwo\r\n.\r\nGrüße\r\u0000\u001a".getBytes(StandardCharsets.UTF_8);
            new Smtp(new SmtpSettings("127.0.0.1", server.getSmtp().getPort(), null, null, "office@example.org", "none")).send(
                    new Mail("test", "ann@example.com", "Grüße", "The text: äöü", new MailAttachment(name, "text/csv; charset=utf-8", content), "ref"),
                    "id-7", QUEUED);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertEquals("<id-7@example.org>", mail.getMessageID());
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertEquals(2, parts.getCount());
            assertEquals("The text: äöü", parts.getBodyPart(0).getContent());
            assertEquals(name, parts.getBodyPart(1).getFileName());
            assertEquals("attachment", parts.getBodyPart(1).getDisposition());
            assertEquals("text/csv; charset=utf-8", parts.getBodyPart(1).getContentType());
            assertArrayEquals(content, parts.getBodyPart(1).getInputStream().readAllBytes());
        } finally {
            server.stop();
        }
    }

    @Test
    void startsTlsBeforeAnythingOfTheMail() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(0, certificates.server(), false)) {
            smtp(server, "starttls", certificates.client().getSocketFactory()).send(MAIL, "id-2", QUEUED);
            assertEquals(1, server.mails.size());
            assertTrue(server.commandsInTheClear.stream().allMatch(command -> command.startsWith("EHLO") || command.equals("STARTTLS")),
                    server.commandsInTheClear.toString());
        }
    }

    @Test
    void doesNotGoOnInTheClear() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(0, null, false)) {
            assertDelayed("no STARTTLS", smtp(server, "starttls", certificates.client().getSocketFactory()));
            assertNothingTold(server);
        }
        try (ScriptedSmtp server = new ScriptedSmtp(0, certificates.server(), false).answering("STARTTLS", "454 not now")) {
            assertDelayed("mail server", smtp(server, "starttls", certificates.client().getSocketFactory()));
            assertNothingTold(server);
        }
    }

    @Test
    void doesNotTalkToAServerThatItCannotTrust() throws Exception {
        for (boolean atOnce : new boolean[] {false, true}) {
            String security = atOnce ? "tls" : "starttls";
            try (ScriptedSmtp server = new ScriptedSmtp(0, certificates.server(), atOnce)) {
                assertDelayed("mail server", smtp(server, security, null));
                assertNothingTold(server);
            }
            Certificates ofAnother = Certificates.forHost("mail.example.net");
            try (ScriptedSmtp server = new ScriptedSmtp(0, ofAnother.server(), atOnce)) {
                assertDelayed("mail server", smtp(server, security, ofAnother.client().getSocketFactory()));
                assertNothingTold(server);
            }
        }
    }

    @Test
    void beginsWithTls() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(0, certificates.server(), true)) {
            smtp(server, "tls", certificates.client().getSocketFactory()).send(MAIL, "id-3", QUEUED);
            assertEquals(1, server.mails.size());
            assertTrue(server.commandsInTheClear.isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 no ann@example.com here", "RCPT, 552 full", "RCPT, 554 no", "DATA, 554 no", "., 554 looks like spam for ann@example.com"})
    void whatIsRefusedForGoodIsFinal(String command, String answer) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(0, null, false).answering(command, answer)) {
            MailRefusedException refused = assertThrows(MailRefusedException.class, () -> smtp(server, "none", null).send(MAIL, "id-4", QUEUED));
            assertTrue(refused.getMessage().contains(answer.substring(0, 3)), refused.getMessage());
            assertFalse(refused.getMessage().contains("ann@"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 451 later ann@example.com", "RCPT, 450 greylisted", "MAIL, 550 not from office@example.org", "MAIL, 451 later", "DATA, 451 later",
            "., 452 full", "RCPT, end", "DATA, end", "EHLO, end"})
    void whatMayPassIsTriedAgain(String command, String answer) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(0, null, false).answering(command, answer)) {
            MailDelayedException delayed = assertThrows(MailDelayedException.class, () -> smtp(server, "none", null).send(MAIL, "id-5", QUEUED));
            assertFalse(delayed.getMessage().contains("ann@") || delayed.getMessage().contains("office@"), delayed.getMessage());
            assertTrue(server.mails.isEmpty());
        }
    }

    @Test
    void whatIsTakenIsTakenWhateverTheFarewell() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(0, null, false).answering("QUIT", "end")) {
            smtp(server, "none", null).send(MAIL, "id-6", QUEUED);
            assertEquals(1, server.mails.size());
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws Exception {
        int port;
        try (ScriptedSmtp server = new ScriptedSmtp(0, null, false)) {
            port = server.port();
        }
        assertDelayed("cannot be reached", new Smtp(new SmtpSettings("localhost", port, null, null, "office@example.org", "none")));
        assertDelayed("no mail server is set", new Smtp(new SmtpSettings(null, null, null, null, null, null)));
    }

    private static Smtp smtp(ScriptedSmtp server, String security, SSLSocketFactory trust) {
        return new Smtp(new SmtpSettings("localhost", server.port(), null, null, "office@example.org", security), trust);
    }

    private static void assertDelayed(String says, Smtp smtp) {
        MailDelayedException delayed = assertThrows(MailDelayedException.class, () -> smtp.send(MAIL, "id", QUEUED));
        assertTrue(delayed.getMessage().contains(says), delayed.getMessage());
    }

    private static void assertNothingTold(ScriptedSmtp server) throws IOException {
        server.close();
        await().until(() -> server.commands.stream().noneMatch(command -> command.startsWith("MAIL") || command.startsWith("RCPT")));
        assertTrue(server.mails.isEmpty());
    }
}
