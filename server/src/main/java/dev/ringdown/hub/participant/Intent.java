package dev.ringdown.hub.participant;

import io.micronaut.core.annotation.Introspected;

/**
 * Something that a bot can be asked for.
 *
 * @param value        as the bot uses it
 * @param displayValue its label for people
 */
@Introspected
public record Intent(String value, String displayValue) {
}
