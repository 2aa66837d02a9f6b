package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ChannelFeature;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.channel.ChannelTexts;
import dev.ringdown.hub.channel.FileLimits;
import dev.ringdown.hub.channel.Restrictions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;

/**
 * What the channel of a conversation does not carry: inbound rules bind the customer, outbound rules those who speak to the customer.
 * A customer can't help what it has sent: its message is kept as failed. Bots and agents are refused.
 */
@Singleton
class ChannelRules {

    private final ConversationSettings settings;

    ChannelRules(ConversationSettings settings) {
        this.settings = settings;
    }

    /**
     * Why a message can't pass.
     *
     * @param place what of it can't, within the message
     * @param text  what its sender is told
     * @param facts that the text names
     */
    record Barrier(HubErrorCode code, String place, String reason, ChannelTexts.Key text, String... facts) {

        /** For bots and agents. */
        private HubException refusal(String message) {
            return HubException.ofField(code, message + "." + place, reason);
        }
    }

    /** A barrier as bots and agents are told of it. */
    HubException refusal(ConversationRow conversation, Barrier barrier, String place, Wording wording) {
        return worded(barrier.refusal(place), conversation, wording, barrier.text, barrier.facts);
    }

    /** Whether an event that the channel does not know is to be dropped without a word. */
    boolean drops(ConversationRow conversation, NewMessage message) {
        if (!MessageRules.isTyping(message.type())) {
            return false;
        }
        Limits limits = limits(conversation, message);
        return limits != null && !limits.allows(ChannelFeature.TYPING_EVENTS);
    }

    /** @throws HubException 400-633 */
    void checkLength(ConversationRow conversation, NewMessage message, String place, Wording wording) {
        Limits limits = limits(conversation, message);
        if (limits == null || message.type() != MessageTypeName.TEXT || limits.maxTextLength == null) {
            return;
        }
        boolean plain = message.body().text() != null;
        String text = plain ? message.body().text() : message.body().html();
        if (text != null && text.codePointCount(0, text.length()) > limits.maxTextLength) {
            String longest = limits.maxTextLength.toString();
            throw worded(HubException.ofField(HubErrorCode.TEXT_TOO_LONG, place + (plain ? ".content.text" : ".content.html"),
                    "The text is longer than the " + longest + " characters that the channel takes.").with("limit", longest),
                    conversation, wording, ChannelTexts.Key.TEXT_TOO_LONG, longest);
        }
    }

    private HubException worded(HubException refusal, ConversationRow conversation, Wording wording, ChannelTexts.Key text, String... facts) {
        if (!wording.userMessage()) {
            return refusal;
        }
        String language = wording.language() == null ? settings.language(conversation) : wording.language();
        return refusal.forUser(ChannelTexts.text(settings.channel(conversation).orElse(null), language, text, facts));
    }

    /** The first thing about a message that keeps it from passing; empty: nothing does. */
    Optional<Barrier> barrier(ConversationRow conversation, NewMessage message) {
        Limits limits = limits(conversation, message);
        if (limits == null) {
            return Optional.empty();
        }
        boolean richTypeBarred = limits.direction == Direction.OUTBOUND && MessageRules.richTypeOf(message.type())
                .filter(type -> !limits.restrictions.outbound().allows(type)).isPresent();
        if (richTypeBarred) {
            return Optional.of(new Barrier(HubErrorCode.RICH_TYPE_NOT_ALLOWED, "type.value", "The channel takes no messages of this type.",
                    contentText(message)));
        }
        if (message.body().html() != null && !limits.allows(ChannelFeature.RICH_TEXT)) {
            return Optional.of(new Barrier(HubErrorCode.RICH_TYPE_NOT_ALLOWED, "content.html", "The channel takes no HTML.", contentText(message)));
        }
        List<MessageAttachment> files = message.body().files();
        for (int i = 0; i < files.size(); i++) {
            Optional<Barrier> barrier = barrier(limits, message, files.get(i), "attachments.attachment[" + i + "]");
            if (barrier.isPresent()) {
                return barrier;
            }
        }
        return Optional.empty();
    }

    private static Optional<Barrier> barrier(Limits limits, NewMessage message, MessageAttachment file, String place) {
        FileLimits policy = limits.files;
        if (!limits.allows(ChannelFeature.ATTACHMENTS) || policy != null && !policy.allowsFiles()) {
            return Optional.of(new Barrier(HubErrorCode.ATTACHMENT_NOT_ALLOWED, place, "The channel takes no files.", contentText(message)));
        }
        if (policy != null && !policy.allowsName(file.name())) {
            return Optional.of(new Barrier(HubErrorCode.ATTACHMENT_NOT_ALLOWED, place + ".name", "The channel takes no files with this extension.",
                    ChannelTexts.Key.BLOCKED_FILE_EXTENSION, FileLimits.extensionOf(file.name())));
        }
        if (policy != null && file.size() != null && !policy.allowsSize(file.size())) {
            return Optional.of(new Barrier(HubErrorCode.ATTACHMENT_NOT_ALLOWED, place + ".size", "The file is larger than the channel takes.",
                    ChannelTexts.Key.ATTACHMENT_SIZE_EXCEEDS_LIMIT, policy.maxSize().toString(), policy.readableMaxSize()));
        }
        return Optional.empty();
    }

    private static ChannelTexts.Key contentText(NewMessage message) {
        return message.senderType() == PartyType.CUSTOMER ? ChannelTexts.Key.INVALID_CONTENT_TYPE_TO_CUSTOMER
                : ChannelTexts.Key.INVALID_CONTENT_TYPE_TO_AGENT;
    }

    private enum Direction {
        INBOUND, OUTBOUND
    }

    private record Limits(Restrictions restrictions, Direction direction, @Nullable Integer maxTextLength, @Nullable FileLimits files) {

        boolean allows(ChannelFeature feature) {
            return direction == Direction.INBOUND ? restrictions.inbound().allows(feature) : restrictions.outbound().allows(feature);
        }
    }

    /** Null where the channel restricts nothing in this direction. */
    private @Nullable Limits limits(ConversationRow conversation, NewMessage message) {
        Restrictions restrictions = settings.restrictions(conversation).orElse(null);
        if (restrictions == null) {
            return null;
        }
        if (message.senderType() == PartyType.CUSTOMER) {
            return restrictions.inbound() == null ? null : new Limits(restrictions, Direction.INBOUND, restrictions.inbound().maxTextLength(),
                    restrictions.inbound().files());
        }
        return restrictions.outbound() == null ? null : new Limits(restrictions, Direction.OUTBOUND, restrictions.outbound().maxTextLength(),
                restrictions.outbound().files());
    }
}
