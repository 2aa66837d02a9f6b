package dev.ringdown.hub.clientapplication;

import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Introspected;

/** A header that the hub adds to its calls. Its value may be a key to the receiver, so it is a secret. */
@Introspected
public record Header(String name, Secret value) {
}
