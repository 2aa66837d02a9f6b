package dev.ringdown.hub.channel;

import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.configuration.FormRules;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Locale;

/** What a channel must be beyond what the contract's schemas say. Every breach is 400-119 and names the field. */
@Singleton
class ChannelRules {

    private final FormRules rules;

    ChannelRules(FormRules rules) {
        this.rules = rules;
    }

    /** @return the same channel */
    Channel checked(Channel channel) {
        rules.checkName(channel.type(), "type");
        if (ChannelTypes.reserved(channel.type())) {
            throw HubException.ofField(HubErrorCode.INVALID_VALUE, "type",
                    "The prefix custom. must not stand before a channel type that eGain supports itself.");
        }
        if (!Icon.isRasterImage(channel.icon())) {
            throw HubException.ofField(HubErrorCode.INVALID_VALUE, "icon", "The icon must be a PNG, JPEG, GIF or WebP image in base64.");
        }
        checkTexts(channel.texts());
        return channel;
    }

    private void checkTexts(List<LocalizedTexts> texts) {
        for (int i = 0; i < texts.size(); i++) {
            String field = "l10nProperties[" + i + "]";
            rules.checkLanguage(texts.get(i).language(), field + ".language");
            rules.checkDistinct(caseless(texts.get(i).texts().stream().map(LocalizedText::name).toList()), field + ".properties", "name");
        }
        rules.checkDistinct(caseless(texts.stream().map(LocalizedTexts::language).toList()), "l10nProperties", "language");
    }

    private static List<String> caseless(List<String> values) {
        return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
    }
}
