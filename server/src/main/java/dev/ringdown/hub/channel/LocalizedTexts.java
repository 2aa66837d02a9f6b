package dev.ringdown.hub.channel;

import io.micronaut.core.annotation.Introspected;

import java.util.List;
import java.util.Optional;

/**
 * The hub's own texts in one language.
 *
 * @param language a BCP 47 tag
 * @param texts    each name once, without regard to case
 */
@Introspected
public record LocalizedTexts(String language, List<LocalizedText> texts) {

    /** The text of a name, without regard to case. */
    public Optional<String> text(String name) {
        return texts.stream().filter(text -> text.name().equalsIgnoreCase(name)).map(LocalizedText::value).findFirst();
    }
}
