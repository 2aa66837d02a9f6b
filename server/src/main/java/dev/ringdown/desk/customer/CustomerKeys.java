package dev.ringdown.desk.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.ringdown.store.Keys;
import io.micronaut.core.annotation.Nullable;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what customers are found: how words and digits are made of what is known of them, and of a text that is looked for. */
final class CustomerKeys {

    /** One more than a text that is looked for may have: a name that was cut equals none. */
    private static final int LONGEST_WORD = 101;
    private static final int LONGEST_NATIONAL_NUMBER = 20;

    private static final Pattern SPACES = Pattern.compile("(?U)\\s+");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{S}]+");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");

    private CustomerKeys() {
    }

    /** The words of a customer. A word that another one begins with is left out: who looks for it finds the other. */
    static Set<CustomerWord> words(@Nullable String name, @Nullable String email) {
        Set<CustomerWord> words = new LinkedHashSet<>();
        addWhole(words, CustomerWord.Kind.NAME, name);
        addWhole(words, CustomerWord.Kind.EMAIL, email);
        Set<String> parts = Stream.of(name, email).filter(Objects::nonNull).flatMap(text -> wordsOf(text).stream())
                .flatMap(word -> Stream.concat(Stream.of(word), PUNCTUATION.splitAsStream(word)))
                .filter(part -> !part.isEmpty()).map(CustomerKeys::cut).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> wholes = words.stream().map(CustomerWord::word).toList();
        parts.stream().filter(part -> wholes.stream().noneMatch(whole -> whole.startsWith(part))
                        && parts.stream().noneMatch(longer -> longer.startsWith(part) && !longer.equals(part)))
                .map(part -> new CustomerWord(CustomerWord.Kind.PART, part)).forEach(words::add);
        return words;
    }

    private static void addWhole(Set<CustomerWord> words, CustomerWord.Kind kind, @Nullable String text) {
        String whole = text == null ? "" : cut(comparable(text));
        if (!whole.isEmpty()) {
            words.add(new CustomerWord(kind, whole));
        }
    }

    /** The words that a text is looked for by, in order. */
    static List<String> wordsOf(String text) {
        return Arrays.stream(SPACES.split(Keys.caseless(text))).filter(word -> !word.isEmpty()).toList();
    }

    /** A text as it compares: without regard to case, and to how many spaces stand between its words. */
    static String comparable(String text) {
        return String.join(" ", wordsOf(text));
    }

    /** As much of a text as is kept of a word. */
    static String cut(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST_WORD ? word : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD));
    }

    static String digits(String text) {
        return NO_DIGITS.matcher(text).replaceAll("");
    }

    /** The digits of a number, the last first: numbers that end alike begin alike. */
    static @Nullable String reversed(@Nullable String mobileNumber) {
        return mobileNumber == null ? null : new StringBuilder(digits(mobileNumber)).reverse().toString();
    }

    /** The digits of a number in E.164 as people of its country write it; null where no plan of numbers knows it. */
    static @Nullable String national(@Nullable String mobileNumber) {
        if (mobileNumber == null) {
            return null;
        }
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            String national = digits(numbers.format(numbers.parse(mobileNumber, null), PhoneNumberUtil.PhoneNumberFormat.NATIONAL));
            return national.isEmpty() || national.length() > LONGEST_NATIONAL_NUMBER ? null : national;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
