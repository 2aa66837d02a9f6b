package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which language the hub's own texts go to a customer. */
final class Language {

    private static final String ATTRIBUTE = "language";
    private static final int LONGEST_TAG = 35;

    private Language() {
    }

    /**
     * The customer's attribute {@code language}, else what the request asks for, else the account's.
     *
     * @return a BCP 47 tag, or null
     */
    static @Nullable String of(@Nullable ConversationCustomer customer, @Nullable String wanted, @Nullable String defaultLanguage) {
        return attribute(customer).orElse(wanted == null ? defaultLanguage : wanted);
    }

    static Optional<String> attribute(@Nullable ConversationCustomer customer) {
        return customer == null || customer.attributes() == null ? Optional.empty() : customer.attributes().stream()
                .filter(attribute -> attribute.name().equals(ATTRIBUTE)).findFirst().flatMap(attribute -> tag(attribute.value()));
    }

    static Optional<String> mostWanted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Optional.empty();
        }
        try {
            List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(acceptLanguage);
            return wanted.stream().map(Locale.LanguageRange::getRange).filter(range -> !range.contains("*")).findFirst().flatMap(Language::tag);
        } catch (IllegalArgumentException e) {
            // A header that says nothing: as if it were not there.
            return Optional.empty();
        }
    }

    private static Optional<String> tag(String text) {
        String tag = Locale.forLanguageTag(text.strip()).toLanguageTag();
        return tag.equals("und") || tag.length() > LONGEST_TAG ? Optional.empty() : Optional.of(tag);
    }
}
