package dev.ringdown.hub.account;

import dev.ringdown.hub.configuration.ConfigurationType;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Makes this resource known to the configuration, which knows none by name. */
@Factory
final class AccountRegistration {

    @Singleton
    ConfigurationType<Account> type() {
        return Account.TYPE;
    }
}
