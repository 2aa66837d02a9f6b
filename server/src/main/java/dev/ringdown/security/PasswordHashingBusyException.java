package dev.ringdown.security;

/** Too many passwords are being hashed: the caller should try again in a few seconds. */
public final class PasswordHashingBusyException extends RuntimeException {

    PasswordHashingBusyException() {
        super("too many log-ons at the same time");
    }
}
