package dev.ringdown.hub.channel;

import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hub's own texts as a channel words them ({@code l10nProperties} of the contract), and in the hub's own words where it does not. */
public final class ChannelTexts {

    private static final String FALLBACK_LANGUAGE = "en-US";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

    /** What the hub has to say, by the name that the text has in {@code l10nProperties}. */
    public enum Key {
        /** To the customer: no agent is there, and the conversation waits for one. */
        RETAIN_AND_RETRY("msg_hub_retain_and_retry",
                "All our agents are busy or away. Your message is kept and will be answered as soon as an agent is available."),
        /** To the customer: no agent is there, and the conversation ends. */
        OFF_HOURS("msg_hub_off_hours", "There is nobody here to answer you at the moment. Please write again during our service hours."),
        /** To the customer, who sent what the other side or the channel does not take. */
        INVALID_CONTENT_TYPE_TO_CUSTOMER("msg_hub_invalid_content_type_to_customer",
                "Your message could not be delivered: this kind of content is not supported here."),
        /** To the bot or agent who sent what the channel does not take. */
        INVALID_CONTENT_TYPE_TO_AGENT("msg_hub_invalid_content_type_to_agent",
                "The message was not sent: the customer's channel does not support this kind of content."),
        /** To the sender: a message could not be handed over. */
        CHANNEL_MESSAGE_FAILED("msg_hub_channel_msg_failed", "A message could not be delivered."),
        /** To the sender of a file; {0} is its extension. */
        BLOCKED_FILE_EXTENSION("msg_hub_blocked_file_extension", "Files of the type {0} are not allowed here."),
        /** To the sender of a file; {0} is the limit in bytes, {1} the same as people read it. */
        ATTACHMENT_SIZE_EXCEEDS_LIMIT("msg_hub_attachment_size_exceeds_limit", "The file is too large: at most {1} are allowed here."),
        /** To the sender of a text; {0} is the limit in characters. */
        TEXT_TOO_LONG("msg_hub_text_too_long", "The message is too long: at most {0} characters are allowed here.");

        private final String name;
        private final String ownWords;

        Key(String name, String ownWords) {
            this.name = name;
            this.ownWords = ownWords;
        }
    }

    private ChannelTexts() {
    }

    /**
     * The text in the first of these that has it: the language wanted, without regard to case; the same language of no region, then of any,
     * in the channel's order; en-US; the hub's own words, in English.
     *
     * @param channel  null if it is not known (any more): the hub's own words
     * @param language a BCP 47 tag, or null if none is wanted
     * @param facts    what stands for <code>{0}</code>, <code>{1}</code> and so on; a placeholder without a fact stays as it is
     */
    public static String text(@Nullable Channel channel, @Nullable String language, Key key, String... facts) {
        List<LocalizedTexts> known = channel == null ? List.of() : channel.texts();
        String wanted = language == null ? FALLBACK_LANGUAGE : language;
        String primary = primary(wanted);
        String text = Stream.<Predicate<String>>of(wanted::equalsIgnoreCase, primary::equalsIgnoreCase, tag -> primary.equalsIgnoreCase(primary(tag)),
                        FALLBACK_LANGUAGE::equalsIgnoreCase)
                .flatMap(fits -> known.stream().filter(texts -> fits.test(texts.language())))
                .map(texts -> texts.text(key.name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(key.ownWords);
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            int place = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(place < facts.length ? facts[place] : found.group());
        });
    }

    private static String primary(String tag) {
        int end = tag.indexOf('-');
        return end < 0 ? tag : tag.substring(0, end);
    }
}
