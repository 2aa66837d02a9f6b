package dev.ringdown.mail;

/** The mail server does not take this mail now, but may later. The message names neither address nor text. */
final class MailDelayedException extends Exception {

    MailDelayedException(String reason) {
        super(reason);
    }
}
