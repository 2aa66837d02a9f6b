package dev.ringdown.hub.configuration;

import jakarta.inject.Singleton;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The types of all configuration resources, each a bean of its resource's package. */
@Singleton
final class ConfigurationTypes {

    private final Map<ConfigurationKind, ConfigurationType<?>> types = new EnumMap<>(ConfigurationKind.class);

    ConfigurationTypes(List<ConfigurationType<?>> types) {
        types.forEach(type -> this.types.put(type.kind(), type));
    }

    ConfigurationType<?> of(ConfigurationKind kind) {
        return types.get(kind);
    }
}
