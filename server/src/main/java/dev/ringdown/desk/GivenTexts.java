package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.mail.Mail;
import io.micronaut.core.annotation.Nullable;

/**
 * Refuses texts that the generated checks let pass: they know only some of the characters that are white space, and nothing of formats.
 */
public final class GivenTexts {

    private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

    private GivenTexts() {
    }

    /**
     * To Java's patterns what separates lines in other alphabets than ASCII is a visible character.
     *
     * @param text null where it was left out
     * @throws DeskException 400 if it is blank, or more than one line
     */
    public static void checkLine(String field, @Nullable String text) {
        checkNotBlank(field, text);
        if (text != null && text.codePoints().anyMatch(character -> LINE_ENDS.indexOf(character) >= 0)) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " must be one line.");
        }
    }

    /**
     * What passes is to be mailed to.
     *
     * @param address null where it was left out
     * @throws DeskException 400 if no mail can go there
     */
    public static void checkEmailAddress(String field, @Nullable String address) {
        if (address != null && !Mail.isAddress(address)) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " must be an e-mail address.");
        }
    }

    private static void checkNotBlank(String field, @Nullable String text) {
        if (text != null && text.codePoints().allMatch(character -> Character.isWhitespace(character) || Character.isSpaceChar(character))) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " must not be blank.");
        }
    }
}
