package dev.ringdown.mail;

import io.micronaut.core.annotation.Nullable;
import jakarta.activation.DataHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one mail to the mail server, over a connection of its own. */
@Singleton
class Smtp {

    private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);

    private static final String CONNECT_MILLIS = "10000";
    private static final String READ_MILLIS = "30000";
    private static final String WRITE_MILLIS = "30000";
    private static final int FIRST_PASSING_ANSWER = 400;
    private static final int FIRST_FINAL_ANSWER = 500;

    private final SmtpSettings settings;
    private final @Nullable SSLSocketFactory tls;

    @Inject
    Smtp(SmtpSettings settings) {
        this(settings, null);
    }

    /** @param tls trusts the server's certificate; null: as the Java that runs this does */
    Smtp(SmtpSettings settings, @Nullable SSLSocketFactory tls) {
        this.settings = settings;
        this.tls = tls;
    }

    /**
     * Sends it; the server has it when this returns.
     *
     * @param id     of the mail, becomes its Message-ID: the same however often it is sent
     * @param queued the date that it bears
     */
    void send(Mail mail, String id, Instant queued) throws MailRefusedException, MailDelayedException {
        if (!settings.isPresent()) {
            throw new MailDelayedException("no mail server is set on this node");
        }
        try {
            MimeMessage message = message(mail, id, queued);
            Transport transport = message.getSession().getTransport("smtp");
            try {
                if (settings.isLogOnNeeded()) {
                    transport.connect(settings.host(), settings.portToUse(), settings.username(), settings.password());
                } else {
                    transport.connect(settings.host(), settings.portToUse(), null, null);
                }
                transmit(transport, message);
            } finally {
                closeQuietly(transport);
            }
        } catch (MessagingException e) {
            throw delayed(e);
        }
    }

    /** What is said to the receiver or the content may be final; that the server takes no mail from us is for the operator to mend meanwhile. */
    private static void transmit(Transport transport, MimeMessage message) throws MessagingException, MailRefusedException, MailDelayedException {
        try {
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            for (Exception cause = e; cause != null; cause = next(cause)) {
                if (cause instanceof SMTPAddressFailedException receiver) {
                    refuse(receiver.getReturnCode(), "the receiver");
                } else if (cause instanceof SMTPSenderFailedException sender) {
                    throw new MailDelayedException(answer(sender.getReturnCode(), "the sender"));
                } else if (cause instanceof SMTPSendFailedException sending) {
                    if (sending.getCommand() != null && sending.getCommand().startsWith("MAIL")) {
                        throw new MailDelayedException(answer(sending.getReturnCode(), "the sender"));
                    }
                    refuse(sending.getReturnCode(), "the mail");
                }
            }
            throw e;
        }
    }

    private static void refuse(int code, String what) throws MailRefusedException, MailDelayedException {
        if (code >= FIRST_FINAL_ANSWER) {
            throw new MailRefusedException(answer(code, what));
        }
        if (code >= FIRST_PASSING_ANSWER) {
            throw new MailDelayedException(answer(code, what));
        }
    }

    private static String answer(int code, String what) {
        return "the mail server answers " + code + " to " + what;
    }

    /** The server has the mail, or not: a farewell that fails does not change that. */
    private static void closeQuietly(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("The connection to the mail server did not end in order", e);
        }
    }

    private MimeMessage message(Mail mail, String id, Instant queued) throws MessagingException {
        InternetAddress from = settings.sender();
        MimeMessage message = new MimeMessage(session()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + from.getAddress().substring(from.getAddress().lastIndexOf('@')) + ">");
            }
        };
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        setContent(message, mail);
        message.setSentDate(Date.from(queued));
        // Nobody's automatic reply is wanted.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private static void setContent(MimeMessage message, Mail mail) throws MessagingException {
        MailAttachment attachment = mail.attachment();
        if (attachment == null) {
            message.setText(mail.text(), StandardCharsets.UTF_8.name());
            return;
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.mediaType())));
        file.setHeader("Content-Type", attachment.mediaType());
        // Whatever it is: a text's line ends would be changed on the way.
        file.setHeader("Content-Transfer-Encoding", "base64");
        // By itself the library would use the character set of the machine.
        ParameterList parameters = new ParameterList();
        parameters.set("filename", attachment.name(), StandardCharsets.UTF_8.name());
        file.setHeader("Content-Disposition", new ContentDisposition(Part.ATTACHMENT, parameters).toString());
        message.setContent(new MimeMultipart(text, file));
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.put("mail.smtp.timeout", READ_MILLIS);
        properties.put("mail.smtp.writetimeout", WRITE_MILLIS);
        properties.put("mail.smtp.auth", String.valueOf(settings.isLogOnNeeded()));
        properties.put("mail.smtp.ssl.enable", String.valueOf(settings.protection() == SmtpSettings.Security.TLS));
        properties.put("mail.smtp.starttls.enable", String.valueOf(settings.protection() == SmtpSettings.Security.STARTTLS));
        // Else whoever sits in between leaves the offer out, and all goes in the clear.
        properties.put("mail.smtp.starttls.required", String.valueOf(settings.protection() == SmtpSettings.Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        if (tls != null) {
            properties.put("mail.smtp.ssl.socketFactory", tls);
        }
        return Session.getInstance(properties);
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    /** Never what the server answered: that may repeat the address. */
    private static MailDelayedException delayed(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            return new MailDelayedException("the mail server refuses the log-on");
        }
        if (e instanceof MailConnectException unreachable) {
            return new MailDelayedException("the mail server cannot be reached", unreachable.getMessage());
        }
        for (Exception cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof IOException) {
                return new MailDelayedException("the connection to the mail server failed", cause.toString());
            }
        }
        if (e.getMessage() != null && e.getMessage().startsWith("STARTTLS is required")) {
            return new MailDelayedException("the mail server offers no STARTTLS, and nothing is sent in the clear");
        }
        return new MailDelayedException("the mail server cannot be talked to", e.getClass().getSimpleName());
    }
}
