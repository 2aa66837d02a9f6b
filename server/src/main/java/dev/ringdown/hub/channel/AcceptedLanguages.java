package dev.ringdown.hub.channel;

import io.micronaut.core.annotation.Nullable;

import java.util.Locale;
import java.util.Optional;

/** What a caller says in {@code Accept-Language}. */
public final class AcceptedLanguages {

    private AcceptedLanguages() {
    }

    /** The language most wanted, as a BCP 47 tag; empty if the header is missing, says nothing or is not well formed. */
    public static Optional<String> mostWanted(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().contains("*"))
                    .map(range -> Locale.forLanguageTag(range.getRange()).toLanguageTag())
                    .filter(tag -> !tag.equals("und"))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
