package dev.ringdown.hub.account;

import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Introspected;

/** A setting of an account. Its value may be a credential of the channel's connector, so it is a secret. */
@Introspected
public record AccountAttribute(String name, Secret value) {
}
