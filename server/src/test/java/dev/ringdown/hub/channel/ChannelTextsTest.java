package dev.ringdown.hub.channel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class ChannelTextsTest {

    private static final Channel CHANNEL = channel(
            texts("de-AT", "msg_hub_off_hours", "Wir sind grad nicht da."),
            texts("en-US", "MSG_HUB_Off_Hours", "We are closed."),
            texts("de", "msg_hub_off_hours", "Wir sind nicht da."),
            texts("fr-CA", "msg_hub_off_hours", "Nous sommes fermés."),
            texts("pt-BR", "msg_hub_blocked_file_extension", "Nada de {0}, nunca {0}; {1} 'fica' {x}"));

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "de-AT, Wir sind grad nicht da.",
        "DE-at, Wir sind grad nicht da.",
        "de, Wir sind nicht da.",
        "de-CH, Wir sind nicht da.",
        "de-Latn-AT, Wir sind nicht da.",
        "fr, Nous sommes fermés.",
        "fr-FR, Nous sommes fermés.",
        "en-GB, We are closed.",
        "sv, We are closed.",
        "pt-BR, We are closed.",
        "frr, We are closed.",
        "none, We are closed.",
        "'', We are closed.",
    })
    void goesFromTheLanguageWantedToEnglish(String language, String text) {
        assertEquals(text, ChannelTexts.text(CHANNEL, language, ChannelTexts.Key.OFF_HOURS));
    }

    @Test
    void putsFactsInAsTheyAre() {
        assertEquals("Nada de $1{1}\\, nunca $1{1}\\; {1} 'fica' {x}",
                ChannelTexts.text(CHANNEL, "pt-BR", ChannelTexts.Key.BLOCKED_FILE_EXTENSION, "$1{1}\\"));
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsOfItsOwnForEachText(ChannelTexts.Key key) {
        String own = ChannelTexts.text(null, "de", key, "fact", "fact");
        assertFalse(own.isBlank());
        assertFalse(own.contains("{"), own);
        assertEquals(own, ChannelTexts.text(channel(texts("en-US", "another_name", "x")), "de", key, "fact", "fact"));
    }

    private static Channel channel(LocalizedTexts... texts) {
        return new Channel("custom.test", "Test", "", null, true, null, List.of(texts));
    }

    private static LocalizedTexts texts(String language, String name, String value) {
        return new LocalizedTexts(language, List.of(new LocalizedText(name, value)));
    }
}
