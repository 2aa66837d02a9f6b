package dev.ringdown.desk.customer;

import dev.ringdown.store.Keys;

import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** How two words of a customer begin: rows of the table {@code customer_pair}, as literals for SQL. */
final class CustomerPairs {

    /** How many bytes of a word count as its beginning. */
    private static final int BEGINNING = 3;
    /** Pairs grow with their square: who has more beginnings has a row for each, in place of pairs. */
    static final int MOST_BEGINNINGS = 12;
    private static final String ANY = "00".repeat(BEGINNING);

    private CustomerPairs() {
    }

    /** Those of a customer who has these words, as they compare. */
    static List<String> of(Collection<byte[]> words) {
        List<String> beginnings = words.stream().map(CustomerPairs::beginning).distinct().sorted().toList();
        if (beginnings.size() > MOST_BEGINNINGS) {
            return beginnings.stream().map(beginning -> "0x" + beginning + ANY).toList();
        }
        return IntStream.range(0, beginnings.size()).boxed().flatMap(i -> beginnings.subList(i + 1, beginnings.size()).stream()
                .map(other -> "0x" + beginnings.get(i) + other)).toList();
    }

    /**
     * Those of whoever has words that begin so.
     *
     * @return none, if there are no two of these words that are long enough and differ in their beginnings
     */
    static List<String> ofAnyWith(Collection<String> words) {
        List<String> beginnings = words.stream().map(Keys::bytes).filter(word -> word.length >= BEGINNING).map(CustomerPairs::beginning).distinct()
                .limit(2).sorted().toList();
        return beginnings.size() < 2 ? List.of() : List.of("0x" + beginnings.get(0) + beginnings.get(1), "0x" + beginnings.get(0) + ANY);
    }

    private static String beginning(byte[] word) {
        return HexFormat.of().formatHex(Arrays.copyOf(word, BEGINNING));
    }
}
