package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.hub.channel.AcceptedLanguages;
import io.micronaut.core.annotation.Nullable;

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

    /** What a request asks for, as it can be stored. */
    static Optional<String> mostWanted(@Nullable String acceptLanguage) {
        return AcceptedLanguages.mostWanted(acceptLanguage).flatMap(Language::tag);
    }

    private static Optional<String> tag(String text) {
        String tag = Locale.forLanguageTag(text.strip()).toLanguageTag();
        return tag.equals("und") || tag.length() > LONGEST_TAG ? Optional.empty() : Optional.of(tag);
    }
}
