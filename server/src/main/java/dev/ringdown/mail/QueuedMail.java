package dev.ringdown.mail;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * A mail as it waits in the database. What may be null is so in mails that were queued before there was such a thing.
 *
 * @param purpose    in the clear, for the log
 * @param queued     when it was accepted; bounds its life, and is its date
 * @param attempts   how often it was tried in vain
 * @param sealed     the mail as JSON, encrypted
 * @param attachment content of its attachment, encrypted; null without one
 * @param reference  what its sender knows it by; null where nobody wants to know what becomes of it
 * @param untold     what has become of it, where that could not be told yet: then nothing else is left to do
 */
record QueuedMail(String purpose, Instant queued, int attempts, byte[] sealed, @Nullable byte[] attachment, @Nullable String reference,
                  @Nullable MailOutcome untold) {

    private static final byte[] NOTHING = {};

    QueuedMail triedAgain() {
        return new QueuedMail(purpose, queued, attempts + 1, sealed, attachment, reference, null);
    }

    QueuedMail over(MailOutcome outcome) {
        return new QueuedMail(purpose, queued, attempts, NOTHING, null, reference, outcome);
    }
}
