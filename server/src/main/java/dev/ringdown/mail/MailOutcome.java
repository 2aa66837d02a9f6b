package dev.ringdown.mail;

import io.micronaut.core.annotation.Nullable;

import java.time.Instant;

/**
 * What has become of a mail whose sender wants to know: an application event, on the node that has sent it or tried to. Each is told at least
 * once, and may be told again; listeners write it down at once and may fail, then it is told again later.
 *
 * @param reference what the sender gave the mail
 * @param reason    why it was not sent, in a few words: neither addresses nor hosts; null when it was
 * @param nextTry   when it is tried again; null when it is not
 */
public record MailOutcome(String reference, Instant at, Result result, @Nullable String reason, @Nullable Instant nextTry) {

    /** How an attempt ended. */
    public enum Result {
        /** The mail server has it. */
        SENT,
        /** Not yet. */
        DELAYED,
        /** It is not tried again. */
        GIVEN_UP
    }
}
