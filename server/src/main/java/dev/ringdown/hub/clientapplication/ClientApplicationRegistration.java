package dev.ringdown.hub.clientapplication;

import dev.ringdown.hub.configuration.ConfigurationType;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Makes this resource known to the configuration, which knows none by name. */
@Factory
final class ClientApplicationRegistration {

    @Singleton
    ConfigurationType<ClientApplication> type() {
        return ClientApplication.TYPE;
    }
}
