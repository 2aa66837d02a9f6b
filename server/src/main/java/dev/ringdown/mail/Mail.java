package dev.ringdown.mail;

import io.micronaut.core.annotation.Nullable;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/**
 * A mail that the server writes by itself: plain text, to one receiver.
 *
 * @param purpose    what it is for, in a few words for the log: neither address nor anything that belongs to somebody
 * @param to         one address, without a name
 * @param subject    one line
 * @param text       the body; may hold secrets, so it is neither logged nor stored in the clear
 * @param attachment a file beside the text, kept as the text is; null: none
 * @param reference  what the sender knows the mail by; what becomes of it is told as {@link MailOutcome}. Stored in the clear. Null: it is not told
 */
public record Mail(String purpose, String to, String subject, String text, @Nullable MailAttachment attachment, @Nullable String reference) {

    private static final int LONGEST_SUBJECT = 255;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    /** @throws IllegalArgumentException when a line break or another control character would make a header of its own, or the address is none */
    public Mail {
        if (purpose.isBlank() || hasControls(purpose)) {
            throw new IllegalArgumentException("The purpose of a mail must be one line.");
        }
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || hasControls(subject)) {
            throw new IllegalArgumentException("The subject of a mail must be one line of at most " + LONGEST_SUBJECT + " characters.");
        }
        if (!isAddress(to)) {
            throw new IllegalArgumentException("The receiver of a mail must be one address.");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("A mail must have a text.");
        }
    }

    /** A text alone, of which nobody wants to know what becomes. */
    public Mail(String purpose, String to, String subject, String text) {
        this(purpose, to, subject, text, null, null);
    }

    /** A text of whomever as it can stand in a line of a mail: control characters are spaces there, and none at its ends. */
    public static String line(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    /** Whether a mail can go there: one address, without a name. */
    public static boolean isAddress(String to) {
        if (hasControls(to)) {
            return false;
        }
        try {
            InternetAddress address = new InternetAddress(to, true);
            // Strict reading still takes names, comments, groups, and a mailbox without a domain.
            return address.getAddress().equals(to) && to.indexOf('@') > 0 && !address.isGroup();
        } catch (AddressException e) {
            return false;
        }
    }

    static boolean hasControls(String line) {
        return line.codePoints().anyMatch(character -> Character.isISOControl(character) || character == '\u2028' || character == '\u2029');
    }

    /** Nothing but the purpose: this may end in a log. */
    @Override
    public String toString() {
        return "Mail[" + purpose + "]";
    }
}
