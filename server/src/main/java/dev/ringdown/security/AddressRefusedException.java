package dev.ringdown.security;

/**
 * The address guard does not let a URL be called. The message can be shown to who gave the URL: it never says
 * which addresses a name has.
 */
public final class AddressRefusedException extends RuntimeException {

    /** Why a URL is refused. */
    public enum Reason {
        /** No URL at all. */
        FORM("this is not a URL"),
        /** Neither http nor https, or not an absolute URL. */
        SCHEME("only absolute http and https URLs can be called"),
        /** It carries a user name or password. */
        USER_INFO("a URL must not carry a user name or password"),
        /** No host, or one that is neither a plain host name nor an IP address in its usual spelling. */
        HOST("the host must be a plain ASCII host name or an IP address in its usual spelling"),
        /** A port that is not 1 to 65535. */
        PORT("the port must be 1 to 65535"),
        /** The host, or one of the addresses that it has, is not open to calls from this server. */
        ADDRESS("the host is not open to calls from this server");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason in words, without the URL. */
        public String text() {
            return text;
        }
    }

    private final Reason reason;

    AddressRefusedException(Reason reason) {
        super(reason.text());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
