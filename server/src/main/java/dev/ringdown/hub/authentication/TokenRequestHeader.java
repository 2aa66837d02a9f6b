package dev.ringdown.hub.authentication;

import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Introspected;

/** A header of the token request. Its value may be the client's credential, so it is a secret. */
@Introspected
public record TokenRequestHeader(String name, Secret value) {
}
