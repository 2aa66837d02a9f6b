package dev.ringdown.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one form in which host names are compared. */
final class HostName {

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int MAXIMUM_LENGTH = 253;

    private HostName() {
    }

    /**
     * Lower case, without the trailing dot of a fully qualified name.
     *
     * @return empty for what is no host name of ASCII letters, digits and hyphens, or could be read as an address
     */
    static Optional<String> normalise(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        boolean valid = name.length() <= MAXIMUM_LENGTH && NAME.matcher(name).matches()
                && !IpLiteral.endsInNumber(name);
        return valid ? Optional.of(name) : Optional.empty();
    }
}
