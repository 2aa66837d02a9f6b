package dev.ringdown.hub.channel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChannelTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {"sms", "whatsapp", "web_chat", "google_business_messaging", "apple_messages", "facebook", "twitter", "email", "SMS", " Email "})
    void knowsWhatEgainSupports(String type) {
        assertTrue(ChannelTypes.ofEgain(type));
        assertFalse(ChannelTypes.reserved(type));
        assertTrue(ChannelTypes.reserved("custom." + type.strip()));
        assertTrue(ChannelTypes.reserved(" CUSTOM." + type.strip() + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"custom.teams", "custom_channel", "mobile_sdk", "instagram", "sms2", "custom.sms2", "my.custom.sms", "custom_sms", "custom.",
        "web chat"})
    void takesAllElseForAnOwnOne(String type) {
        assertFalse(ChannelTypes.ofEgain(type));
        assertFalse(ChannelTypes.reserved(type));
    }
}
