package dev.ringdown.hub.channel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AcceptedLanguagesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "de-AT, de-AT",
        "en-us, en-US",
        "'de;q=0.5, fr;q=0.9', fr",
        "'*, pt-BR;q=0.3', pt-BR",
        "'de;q=0, fr;q=0.1', fr",
        "'de;q=0', none",
        "*, none",
        "'', none",
        "none, none",
        "'en;q=high', none",
        "'###', none",
    })
    void findsTheOneMostWanted(String header, String tag) {
        assertEquals(tag, AcceptedLanguages.mostWanted(header).orElse(null));
    }
}
