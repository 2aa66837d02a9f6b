package dev.ringdown.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which database servers Ringdown runs on: MySQL from 8.4, MariaDB from 11.4. */
final class ServerVersion {

    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)");

    private ServerVersion() {
    }

    /**
     * Judges a version as the server reports it in its greeting.
     *
     * @return why the server can't be used; empty if it can
     */
    static Optional<String> objection(String reported) {
        if (reported.startsWith("5.5.5-")) {
            return Optional.of("it greets as 5.5.5 (" + reported + "), as MariaDB up to 10 and some proxies do, and the driver would lose"
                    + " fractions of a second; MariaDB 11.4 or later, or MySQL 8.4 or later, is needed");
        }
        boolean mariaDb = reported.toLowerCase(Locale.ROOT).contains("mariadb");
        Matcher number = NUMBER.matcher(reported);
        if (number.lookingAt() && (mariaDb ? atLeast(number, 11, 4) : atLeast(number, 8, 4))) {
            return Optional.empty();
        }
        return Optional.of("it reports " + (mariaDb ? "MariaDB " : "MySQL ") + reported + "; MySQL 8.4 or later, or MariaDB 11.4 or later, is needed");
    }

    private static boolean atLeast(Matcher number, int major, int minor) {
        int actual = Integer.parseInt(number.group(1));
        return actual > major || actual == major && Integer.parseInt(number.group(2)) >= minor;
    }
}
