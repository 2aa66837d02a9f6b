package dev.ringdown.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micronaut.context.exceptions.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    @ParameterizedTest
    @ValueSource(strings = {"Hello\r\nBcc: x@example.com", "Hello\nx", "Hello\rx", "Hello\u0000", "Hello\u0085x", "Hello\u2028x", " ", ""})
    void aSubjectIsOneLine(String subject) {
        assertThrows(IllegalArgumentException.class, () -> new Mail("test", "a@example.com", subject, "text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.com\r\nBcc: x@example.com", "a@example.com\n", "a@example.com, b@example.com", "Ann <a@example.com>",
            "a@example.com (Ann)", "group: a@example.com;", "ann", "@example.com", "a@", "a b@example.com", "<a@example.com>", ""})
    void aReceiverIsOneAddress(String to) {
        assertThrows(IllegalArgumentException.class, () -> new Mail("test", to, "subject", "text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.com", "a.b+c@sub.example.com", "o'neil@example.com", "a@example.museum"})
    void ordinaryAddressesAreTaken(String to) {
        assertEquals(to, new Mail("test", to, "subject", "text").to());
    }

    @Test
    void aPurposeIsOneLine() {
        assertThrows(IllegalArgumentException.class, () -> new Mail("one\ntwo", "a@example.com", "subject", "text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@example.com", "a\nb.csv", "a\u0000.csv", "a\u0085.csv", "a\u2029.csv", "../a.csv", "a\\b.csv", " ", ""})
    void theNameOfAnAttachmentIsOneLineWithoutFolders(String name) {
        assertThrows(IllegalArgumentException.class, () -> new MailAttachment(name, "text/csv", new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "text/csv\r\nBcc: x@example.com", "text/csv; charset=\"utf-8\"\n", "text /csv", "", "text/csv;"})
    void theMediaTypeOfAnAttachmentIsOne(String mediaType) {
        assertThrows(IllegalArgumentException.class, () -> new MailAttachment("a.csv", mediaType, new byte[0]));
    }

    @Test
    void anAttachmentHasALimit() {
        assertEquals(MailAttachment.LARGEST, new MailAttachment("a.csv", "text/csv; charset=utf-8", new byte[10 * 1024 * 1024]).content().length);
        assertThrows(IllegalArgumentException.class, () -> new MailAttachment("a.csv", "text/csv", new byte[10 * 1024 * 1024 + 1]));
    }

    @Test
    void aLineIsOneLine() {
        assertEquals("Ann Bcc: x@example.com", Mail.line(" Ann\r\n\u0000Bcc:\u2028x@example.com\u0085\t"));
        assertEquals("Zoë 👋", Mail.line("Zoë 👋"));
    }

    @Test
    void aMailInALogShowsNothing() {
        String shown = new Mail("test", "a@example.com", "subject", "the text").toString();
        assertFalse(shown.contains("example") || shown.contains("the text") || shown.contains("subject"), shown);
    }

    @Test
    void settingsThatAreWrongStopTheStart() {
        assertRefused("mail.example.com", null, null, null, null, null);
        assertRefused("mail.example.com", null, null, null, "nobody", null);
        assertRefused("mail.example.com", null, null, null, "a@example.com, b@example.com", null);
        assertRefused("mail.example.com", null, null, null, "a@example.com", "ssl");
        assertRefused("mail.example.com", 70000, null, null, "a@example.com", null);
        assertRefused("mail.example.com", null, "user", null, "a@example.com", null);
        assertFalse(new SmtpSettings(null, null, null, null, null, null).isPresent());
        assertFalse(new SmtpSettings("", null, "", "", "", "").isPresent());
    }

    @Test
    void settingsHaveTheirDefaults() {
        SmtpSettings least = new SmtpSettings("mail.example.com", null, null, null, "Ringdown <a@example.com>", null);
        assertEquals(SmtpSettings.Security.STARTTLS, least.protection());
        assertEquals(587, least.portToUse());
        assertEquals("a@example.com", least.sender().getAddress());
        assertEquals(465, new SmtpSettings("mail.example.com", null, null, null, "a@example.com", "tls").portToUse());
    }

    private static void assertRefused(String host, Integer port, String username, String password, String from, String security) {
        assertThrows(ConfigurationException.class, () -> new SmtpSettings(host, port, username, password, from, security));
    }
}
