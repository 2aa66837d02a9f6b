package dev.ringdown.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringdown.security.SecretCipher;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/** Makes of a mail what may lie in the database, encrypted and bound to the mail's id, and of that the mail. */
@Singleton
class MailSeal {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final SecretCipher cipher;

    MailSeal(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** All but the content of the attachment. That is large, and as JSON it would grow by a third once more than it must. */
    private record Letter(String purpose, String to, String subject, String text, @Nullable String attachmentName,
                          @Nullable String attachmentType) {
    }

    QueuedMail seal(Mail mail, String id, Instant now) {
        MailAttachment attachment = mail.attachment();
        Letter letter = new Letter(mail.purpose(), mail.to(), mail.subject(), mail.text(), attachment == null ? null : attachment.name(),
                attachment == null ? null : attachment.mediaType());
        try {
            return new QueuedMail(mail.purpose(), now, 0, cipher.encryptBytes(JSON.writeValueAsBytes(letter), place(id)),
                    attachment == null ? null : cipher.encryptBytes(attachment.content(), attachmentPlace(id)), mail.reference(), null);
        } catch (JsonProcessingException e) {
            // Without the cause, which may show the text.
            throw new IllegalStateException("A mail cannot be written as JSON.");
        }
    }

    Mail open(QueuedMail queued, String id) throws MailRefusedException {
        try {
            Letter letter = JSON.readValue(cipher.decryptBytes(queued.sealed(), place(id)), Letter.class);
            MailAttachment attachment = queued.attachment() == null ? null : new MailAttachment(letter.attachmentName(), letter.attachmentType(),
                    cipher.decryptBytes(queued.attachment(), attachmentPlace(id)));
            return new Mail(letter.purpose(), letter.to(), letter.subject(), letter.text(), attachment, queued.reference());
        } catch (IOException e) {
            throw new MailRefusedException("it cannot be read");
        }
    }

    private static String place(String id) {
        return "mail/" + id;
    }

    private static String attachmentPlace(String id) {
        return place(id) + "/attachment";
    }
}
