package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatStatus;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;

import java.util.Optional;

/** Reads a state of chats from a query parameter, where it stands as its number. */
@Singleton
class ChatStatusConverter implements TypeConverter<CharSequence, ChatStatus> {

    @Override
    public Optional<ChatStatus> convert(CharSequence number, Class<ChatStatus> type, ConversionContext context) {
        try {
            return ChatStatus.toOptional(Integer.valueOf(number.toString()));
        } catch (NumberFormatException e) {
            context.reject(number, e);
            return Optional.empty();
        }
    }
}
