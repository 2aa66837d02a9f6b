package dev.ringdown.hub.account;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

/**
 * How a returning customer is tied to what went before.
 *
 * @param sameCaseDuration     minutes, from the end of the last conversation, within which a new one belongs to the same case; null is 0
 * @param copyCustomAttributes whether the last conversation's customer attributes are taken over when the customer skips the bot
 */
@Introspected
public record CaseSettings(@Nullable Double sameCaseDuration, @Nullable Boolean copyCustomAttributes) {
}
