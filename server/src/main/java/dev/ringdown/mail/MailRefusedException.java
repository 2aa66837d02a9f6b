package dev.ringdown.mail;

/** The mail server will not take this mail, however often it is sent. The message names neither address nor text. */
final class MailRefusedException extends Exception {

    MailRefusedException(String reason) {
        super(reason);
    }
}
