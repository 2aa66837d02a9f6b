package dev.ringdown.hub.configuration;

import java.util.UUID;

/** Lets a part of the hub have a say in, or take part in, changes of the configuration. Called within the transaction of the change,
 * if nothing else is said. */
public interface ConfigurationGuard {

    /** @throws dev.ringdown.hub.HubException if this resource must not be replaced */
    default void checkReplace(ConfigurationType<?> type, UUID id) {
    }

    /** @throws dev.ringdown.hub.HubException if this resource must not be deleted */
    default void checkDelete(ConfigurationType<?> type, UUID id) {
    }

    /** The resource was made or replaced. */
    default void kept(ConfigurationType<?> type, UUID id, ConfigurationDocument document) {
    }

    /** The resource was deleted. */
    default void deleted(ConfigurationType<?> type, UUID id) {
    }

    /** A change was committed; called outside its transaction, before the change is answered. */
    default void committed() {
    }
}
