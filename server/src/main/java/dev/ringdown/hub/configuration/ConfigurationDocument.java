package dev.ringdown.hub.configuration;

import io.micronaut.core.annotation.Nullable;

import java.util.List;

/**
 * What a configuration resource says of itself. Its JSON is what the database keeps; its secrets are {@code Secret}s, encrypted
 * there. All else that a resource does it has in common with the other five: {@link ConfigurationService}.
 */
public interface ConfigurationDocument {

    /** What people call it: its name, or a channel's display name. */
    String name();

    /** Whether the hub uses it; an inactive one is kept and can be referred to. */
    boolean active();

    /** The resources that it refers to. They must exist, and cannot be deleted as long as it refers to them. */
    List<Reference> references();

    /** What no other resource of its kind may have too. */
    List<UniqueKey> uniqueKeys();

    /**
     * Rules that concern the resources referred to, beyond that they exist. Called with the configuration locked.
     *
     * @throws dev.ringdown.hub.HubException if one is broken
     */
    default void check(ConfigurationLookup others) {
    }

    /**
     * The field in which this document differs from the one that it is to replace and that must not change while something refers to the
     * resource; null if there is none.
     */
    @Nullable
    default String fixedWhileInUse(ConfigurationDocument stored) {
        return null;
    }
}
