package dev.ringdown.hub.channel;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

/**
 * What a channel can carry. What is null restricts nothing.
 *
 * @param inbound  binds messages from the customer
 * @param outbound binds messages to the customer
 */
@Introspected
public record Restrictions(@Nullable InboundLimits inbound, @Nullable OutboundLimits outbound) {
}
