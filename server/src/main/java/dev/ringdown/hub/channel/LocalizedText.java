package dev.ringdown.hub.channel;

import io.micronaut.core.annotation.Introspected;

/**
 * One text of the hub's own.
 *
 * @param name  when it is sent; names that the hub does not know have no effect
 * @param value the text, with <code>{0}</code> where a fact is put in
 */
@Introspected
public record LocalizedText(String name, String value) {
}
