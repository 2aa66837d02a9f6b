package dev.ringdown.hub.channel;

import dev.ringdown.store.Keys;

import java.util.Set;

/** What a channel's type says: whether the channel is one that eGain supports itself or one of the user's own. Case makes no difference. */
public final class ChannelTypes {

    private static final String OWN_PREFIX = "custom.";

    private static final Set<String> OF_EGAIN = Set.of("sms", "whatsapp", "web_chat", "google_business_messaging", "apple_messages", "facebook",
            "twitter", "email");

    private ChannelTypes() {
    }

    /** Whether eGain supports this type itself. Every other type is an own one, with the prefix {@code custom.} or without. */
    public static boolean ofEgain(String type) {
        return OF_EGAIN.contains(Keys.caseless(type));
    }

    /** Whether the prefix for own channels stands before a type that eGain supports itself, which nobody may have. */
    static boolean reserved(String type) {
        String key = Keys.caseless(type);
        return key.startsWith(OWN_PREFIX) && ofEgain(key.substring(OWN_PREFIX.length()));
    }
}
