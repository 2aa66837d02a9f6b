package dev.ringdown.hub.channel;

import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.RuleBeans;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ChannelRulesTest {

    private static final String GIF = "R0lGODlh";

    private static ApplicationContext context;
    private static ChannelRules rules;

    @BeforeAll
    static void start() {
        context = RuleBeans.start();
        rules = context.getBean(ChannelRules.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void takesAWellFormedChannel() {
        Channel channel = channel("custom.teams", GIF, texts("en-US", "msg_hub_off_hours", "own"), texts("de", "msg_hub_off_hours"));
        assertSame(channel, rules.checked(channel));
    }

    @Test
    void refusesABlankType() {
        assertRefused("type", channel("  ", GIF));
    }

    @Test
    void refusesAReservedType() {
        assertRefused("type", channel("Custom.SMS", GIF));
    }

    @Test
    void refusesAnIconThatIsNoImage() {
        assertRefused("icon", channel("custom.teams", "PHN2Zy8+"));
    }

    @Test
    void refusesWhatIsNoLanguage() {
        assertRefused("l10nProperties[1].language", channel("custom.teams", GIF, texts("en", "a"), texts("en-a", "a")));
    }

    @Test
    void refusesALanguageTwice() {
        assertRefused("l10nProperties[2].language", channel("custom.teams", GIF, texts("en-US", "a"), texts("de", "a"), texts("EN-us", "b")));
    }

    @Test
    void refusesATextTwice() {
        assertRefused("l10nProperties[1].properties[1].name", channel("custom.teams", GIF, texts("en", "a"), texts("de", "a", "A")));
    }

    private static Channel channel(String type, String icon, LocalizedTexts... texts) {
        return new Channel(type, "Teams", icon, null, true, null, List.of(texts));
    }

    private static LocalizedTexts texts(String language, String... names) {
        return new LocalizedTexts(language, List.of(names).stream().map(name -> new LocalizedText(name, "text")).toList());
    }

    private static void assertRefused(String field, Channel channel) {
        HubException refusal = assertThrows(HubException.class, () -> rules.checked(channel));
        assertEquals(HubErrorCode.INVALID_VALUE, refusal.code());
        assertEquals(field, refusal.body().details().get(0).value());
    }
}
