package dev.ringdown.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.util.StringUtils;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;

/**
 * {@code ringdown.smtp.*}: the server that takes our mails. Read at the start, so that what is wrong stops it.
 *
 * @param host     without one no mail is sent
 * @param port     587, with {@code tls} 465
 * @param username to log on with; without one the server takes mails without a log-on
 * @param from     the sender of all mails: an address, with a name if wanted
 * @param security how the connection is kept from others: {@code starttls}, {@code tls} or {@code none}
 */
@Context
@ConfigurationProperties("ringdown.smtp")
record SmtpSettings(@Nullable String host, @Nullable Integer port, @Nullable String username, @Nullable String password, @Nullable String from,
                    @Nullable String security) {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_OVER_TLS = 465;
    private static final int LAST_PORT = 65535;

    enum Security {
        /** Begins in the clear and goes on encrypted, or not at all. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS,
        /** In the clear: for a server on the same machine. */
        NONE
    }

    SmtpSettings {
        if (StringUtils.isNotEmpty(host)) {
            if (StringUtils.isEmpty(from)) {
                throw new ConfigurationException("RINGDOWN_SMTP_HOST is set, but not RINGDOWN_SMTP_FROM: set the address that mails come from.");
            }
            sender(from);
            security(security);
            if (port != null && (port < 1 || port > LAST_PORT)) {
                throw new ConfigurationException("RINGDOWN_SMTP_PORT must be from 1 to " + LAST_PORT + ".");
            }
            if (StringUtils.isEmpty(username) != StringUtils.isEmpty(password)) {
                throw new ConfigurationException("RINGDOWN_SMTP_USERNAME and RINGDOWN_SMTP_PASSWORD must be set both, or neither.");
            }
        }
    }

    boolean isPresent() {
        return StringUtils.isNotEmpty(host);
    }

    boolean isLogOnNeeded() {
        return StringUtils.isNotEmpty(username);
    }

    int portToUse() {
        return port != null ? port : protection() == Security.TLS ? SUBMISSION_OVER_TLS : SUBMISSION;
    }

    Security protection() {
        return security(security);
    }

    InternetAddress sender() {
        return sender(from);
    }

    private static Security security(@Nullable String setting) {
        if (StringUtils.isEmpty(setting)) {
            return Security.STARTTLS;
        }
        try {
            return Security.valueOf(setting.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("RINGDOWN_SMTP_SECURITY must be starttls, tls or none.");
        }
    }

    private static InternetAddress sender(String setting) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(setting, true);
            if (addresses.length == 1 && addresses[0].getAddress().indexOf('@') > 0 && setting.chars().noneMatch(Character::isISOControl)) {
                return addresses[0];
            }
        } catch (AddressException e) {
            // As below.
        }
        throw new ConfigurationException("RINGDOWN_SMTP_FROM must be one e-mail address, with or without a name: Ringdown <ringdown@example.com>.");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmtpSettings[" + host + "]";
    }
}
