package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;
import io.micronaut.core.annotation.Nullable;

/** Refuses texts that people could not see: the generated checks know only some of the characters that are white space. */
public final class GivenTexts {

    private GivenTexts() {
    }

    /**
     * @param text null where it was left out
     * @throws DeskException 400 if there is nothing but white space in it
     */
    public static void checkNotBlank(String field, @Nullable String text) {
        if (text != null && text.isBlank()) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " must not be blank.");
        }
    }
}
