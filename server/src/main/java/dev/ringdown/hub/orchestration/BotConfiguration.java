package dev.ringdown.hub.orchestration;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;

/**
 * A bot serves first.
 *
 * @param forwardTranscript whether the agent application gets the messages of a conversation that ends with the bot
 * @param bypassVaDuration  minutes, from the end of the last conversation, within which a returning customer skips the bot; null is 0
 * @param bots              the first one serves; never empty
 */
@Introspected
public record BotConfiguration(boolean forwardTranscript, @Nullable Double bypassVaDuration, List<Bot> bots) {

    public BotConfiguration {
        bots = List.copyOf(bots);
    }
}
