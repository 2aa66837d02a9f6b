package dev.ringdown.store;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes texts comparable before they reach the database, whose collations would take different texts for the same (ß and ss, any
 * two emoji) or the same for different. Key columns are VARBINARY and hold what comes out of here.
 */
public final class Keys {

    private Keys() {
    }

    /** Without blanks around it, in Unicode normal form C, in lower case. */
    public static String caseless(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    public static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
