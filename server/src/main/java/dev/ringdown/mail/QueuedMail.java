package dev.ringdown.mail;

import java.time.Instant;

/**
 * A mail as it waits in the database.
 *
 * @param purpose  in the clear, for the log
 * @param queued   when it was accepted; bounds its life, and is its date
 * @param attempts how often it was tried in vain
 * @param sealed   the mail as JSON, encrypted
 */
record QueuedMail(String purpose, Instant queued, int attempts, byte[] sealed) {

    QueuedMail triedAgain() {
        return new QueuedMail(purpose, queued, attempts + 1, sealed);
    }
}
