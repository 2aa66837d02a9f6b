package dev.ringdown.hub;

import dev.ringdown.api.conversationmanager.model.ErrorMessageWish;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;

import java.util.Optional;

/** Reads the header {@code X-egain-error-message} as the contract spells it: the framework goes by the names of Java constants, and finds none. */
@Singleton
final class ErrorMessageWishes implements TypeConverter<CharSequence, ErrorMessageWish> {

    @Override
    public Optional<ErrorMessageWish> convert(CharSequence text, Class<ErrorMessageWish> type, ConversionContext context) {
        return ErrorMessageWish.toOptional(text.toString());
    }
}
