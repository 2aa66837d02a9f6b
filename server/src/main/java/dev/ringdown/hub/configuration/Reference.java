package dev.ringdown.hub.configuration;

import java.util.UUID;

/**
 * One resource's mention of another.
 *
 * @param type  what kind of resource is meant
 * @param id    which one
 * @param field where the contract's body has it, such as {@code roles[0].authentication.id}
 */
public record Reference(ConfigurationType<?> type, UUID id, String field) {
}
