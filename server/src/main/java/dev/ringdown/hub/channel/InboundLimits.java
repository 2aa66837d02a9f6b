package dev.ringdown.hub.channel;

import dev.ringdown.api.conversationmanager.model.ChannelFeature;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;

/**
 * Limits on messages from the customer. What is null restricts nothing.
 *
 * @param maxTextLength in Unicode code points
 * @param features      the only ones that may be used; empty allows none
 */
@Introspected
public record InboundLimits(@Nullable Integer maxTextLength, @Nullable List<ChannelFeature> features, @Nullable FileLimits files) {

    public boolean allows(ChannelFeature feature) {
        return features == null || features.contains(feature);
    }
}
