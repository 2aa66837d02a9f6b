package dev.ringdown.desk.customer;

import io.micronaut.core.annotation.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What customers are looked for by (SearchCustomer).
 *
 * @param whole  the text as a whole, as it compares
 * @param first  its first word
 * @param others its other words; without those that another word begins with, for who has that one has them too
 * @param digits where the text may be a number: its digits
 */
record SearchText(String whole, String first, List<String> others, @Nullable String digits) {

    private static final Pattern OUTER_SPACES = Pattern.compile("(?U)^\\s+|\\s+$");
    private static final Pattern NUMBER = Pattern.compile("(?U)[+()\\[\\]\\-\\s0-9]*[0-9][+()\\[\\]\\-\\s0-9]*");

    /** How many characters a text has, spaces around it not counted. */
    static int length(String text) {
        if (CustomerKeys.wordsOf(text).isEmpty()) {
            // Some spaces are none to the pattern.
            return 0;
        }
        String trimmed = OUTER_SPACES.matcher(text).replaceAll("");
        return trimmed.codePointCount(0, trimmed.length());
    }

    /** @param text not only of spaces */
    static SearchText of(String text) {
        List<String> words = CustomerKeys.wordsOf(text).stream().map(CustomerKeys::cut).toList();
        Set<String> others = new LinkedHashSet<>(words);
        others.remove(words.get(0));
        others.removeIf(word -> words.stream().anyMatch(longer -> longer.startsWith(word) && !longer.equals(word)));
        return new SearchText(CustomerKeys.cut(CustomerKeys.comparable(text)), words.get(0), new ArrayList<>(others),
                NUMBER.matcher(text).matches() ? CustomerKeys.digits(text) : null);
    }
}
