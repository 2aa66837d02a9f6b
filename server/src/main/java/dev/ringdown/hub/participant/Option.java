package dev.ringdown.hub.participant;

import io.micronaut.core.annotation.Introspected;

/** A free setting of a bot, which the hub gives no meaning. */
@Introspected
public record Option(String name, String value) {
}
