package dev.ringdown.security;

/** A stored secret cannot be decrypted. The message says nothing of its content. */
public final class UndecipherableSecretException extends RuntimeException {

    /** Why not. */
    public enum Reason {
        /** It was encrypted under another key than this server has: {@code RINGDOWN_SECRET_KEY} is not the one. */
        OTHER_KEY("the stored secret was encrypted under another key: check RINGDOWN_SECRET_KEY, or the file"
                + " secret.key of the data directory"),
        /** It was changed, cut, or belongs to another place than the one it was read from. */
        DAMAGED("the stored secret is damaged or was moved from another place");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    UndecipherableSecretException(Reason reason, Throwable cause) {
        super(reason.text, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
