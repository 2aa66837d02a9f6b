package dev.ringdown.hub.channel;

import dev.ringdown.hub.configuration.ConfigurationType;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Makes this resource known to the configuration, which knows none by name. */
@Factory
final class ChannelRegistration {

    @Singleton
    ConfigurationType<Channel> type() {
        return Channel.TYPE;
    }
}
