package dev.ringdown.hub.authentication;

import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Introspected;

/** What a callback is given as {@code Basic} credentials. The user name has no colon. */
@Introspected
public record BasicCredentials(String username, Secret password) {
}
