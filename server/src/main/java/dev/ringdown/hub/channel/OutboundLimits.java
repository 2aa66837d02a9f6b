package dev.ringdown.hub.channel;

import dev.ringdown.api.conversationmanager.model.ChannelFeature;
import dev.ringdown.api.conversationmanager.model.RichMessageType;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;

/**
 * Limits on messages to the customer. What is null restricts nothing.
 *
 * @param maxTextLength    in Unicode code points
 * @param systemMessages   false keeps the hub's own texts from the customer
 * @param midChatAuth      false keeps requests to log in from the customer
 * @param features         the only ones that may be used; empty allows none
 * @param richMessageTypes the only ones that may be sent; empty allows none
 */
@Introspected
public record OutboundLimits(@Nullable Integer maxTextLength, @Nullable Boolean systemMessages, @Nullable Boolean midChatAuth,
                             @Nullable List<ChannelFeature> features, @Nullable List<RichMessageType> richMessageTypes,
                             @Nullable FileLimits files) {

    public boolean allows(ChannelFeature feature) {
        return features == null || features.contains(feature);
    }

    public boolean allows(RichMessageType type) {
        boolean listed = richMessageTypes == null || richMessageTypes.contains(type);
        return listed && (type != RichMessageType.AUTHENTICATION || !Boolean.FALSE.equals(midChatAuth));
    }

    public boolean allowsSystemMessages() {
        return !Boolean.FALSE.equals(systemMessages);
    }
}
