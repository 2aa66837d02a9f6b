package dev.ringdown.desk;

import dev.ringdown.store.Keys;
import io.micronaut.core.annotation.Nullable;

/**
 * A name of which there may be one: compared without regard to case and to white space around it (agentchat, "Names").
 *
 * @param shown as people read it, without white space around it
 * @param key   as it compares
 */
public record UniqueName(String shown, byte[] key) {

    /** @throws DeskException 400 if there is nothing but white space in it, or more than one line */
    public static UniqueName of(String field, String given) {
        GivenTexts.checkLine(field, given);
        return new UniqueName(given.strip(), Keys.bytes(Keys.caseless(given)));
    }

    /** The same; null where the name was left out. */
    public static @Nullable UniqueName ofGiven(String field, @Nullable String given) {
        return given == null ? null : of(field, given);
    }
}
