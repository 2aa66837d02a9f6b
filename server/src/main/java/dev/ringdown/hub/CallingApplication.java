package dev.ringdown.hub;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.utils.SecurityService;
import jakarta.inject.Singleton;

import java.util.UUID;

/** The client application that makes the request: for operations whose scopes are given to client applications alone. */
@Singleton
public class CallingApplication {

    private final SecurityService security;

    CallingApplication(SecurityService security) {
        this.security = security;
    }

    /** Its id, which is its client id too. */
    public UUID id() {
        return UUID.fromString(security.getAuthentication().map(Authentication::getName).orElseThrow());
    }
}
