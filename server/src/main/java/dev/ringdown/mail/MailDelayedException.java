package dev.ringdown.mail;

/**
 * The mail server does not take this mail now, but may later. The message names neither address nor text, and where there is more to say to
 * the operator, it ends with that; the reason alone names no host either.
 */
final class MailDelayedException extends Exception {

    private final String reason;

    MailDelayedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    MailDelayedException(String reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
