package dev.ringdown.hub.configuration;

import java.time.Instant;
import java.util.UUID;

/**
 * A configuration resource as it is kept.
 *
 * @param created  when it was made, in milliseconds
 * @param modified when it was last replaced, in milliseconds; rises with every replacement, so it names a state
 */
public record Configured<D extends ConfigurationDocument>(UUID id, Instant created, Instant modified, D document) {
}
