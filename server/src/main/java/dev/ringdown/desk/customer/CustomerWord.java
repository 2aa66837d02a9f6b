package dev.ringdown.desk.customer;

import dev.ringdown.store.Keys;
import dev.ringdown.store.PlainSql;

import java.util.Collection;
import java.util.zip.CRC32;

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

    /** How many bytes of a word count as its beginning at most. */
    private static final int BEGINNING = 3;

    /**
     * Bits for the beginnings of words: whoever has a word that begins so has the bits of it. Who lacks one has no such word; who has them all, may.
     *
     * @param words at least a byte each
     */
    static long letters(Collection<byte[]> words) {
        long letters = 0;
        for (byte[] word : words) {
            for (int length = 1; length <= Math.min(BEGINNING, word.length); length++) {
                CRC32 beginning = new CRC32();
                beginning.update(word, 0, length);
                letters |= 1L << beginning.getValue() % Long.SIZE;
            }
        }
        return letters;
    }

    /** For SQL. */
    String literal() {
        return PlainSql.literal(Keys.bytes(word));
    }
}
