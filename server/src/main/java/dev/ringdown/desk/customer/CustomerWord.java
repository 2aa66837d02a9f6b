package dev.ringdown.desk.customer;

import dev.ringdown.store.Keys;

import java.util.HexFormat;

/**
 * A word by which a customer is found: a row of the table {@code customer_word}.
 *
 * @param word as it compares
 */
record CustomerWord(Kind kind, String word) {

    /** As the table numbers them. */
    enum Kind {
        /** The name as a whole: it begins with its first word. */
        NAME(1),
        /** The e-mail address as a whole. */
        EMAIL(2),
        /** A further word of the name, or a part of a word between signs of punctuation. */
        PART(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** For SQL. */
    String literal() {
        return literal(Keys.bytes(word));
    }

    /** Bytes, at least one, as SQL writes them: hexadecimal, so that nothing in a text is anything but text. */
    static String literal(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
