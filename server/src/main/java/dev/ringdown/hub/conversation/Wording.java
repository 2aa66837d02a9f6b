package dev.ringdown.hub.conversation;

import io.micronaut.core.annotation.Nullable;

/**
 * How a caller wants to be told what is wrong.
 *
 * @param language    the request's Accept-Language as a BCP 47 tag; null: none is wanted
 * @param userMessage whether it wants a text for users beside the one for developers
 */
record Wording(@Nullable String language, boolean userMessage) {

    /** Of callers in this process: they have words of their own. */
    static final Wording NONE = new Wording(null, false);

    static Wording of(@Nullable String acceptLanguage, boolean userMessage) {
        return new Wording(Language.mostWanted(acceptLanguage).orElse(null), userMessage);
    }
}
