package dev.ringdown.desk.agent;

import dev.ringdown.desk.DeskException;
import io.micronaut.security.utils.SecurityService;
import jakarta.inject.Singleton;

/** Who makes the call that is being answered. */
@Singleton
public class CurrentCaller {

    private final SecurityService security;

    CurrentCaller(SecurityService security) {
        this.security = security;
    }

    /** @throws DeskException 401 outside the call of an agent */
    public Caller get() {
        return security.getAuthentication().map(Caller::of).orElseThrow(DeskException::invalidSession);
    }
}
