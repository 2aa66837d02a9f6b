package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ChannelFeature;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.channel.InboundLimits;
import dev.ringdown.hub.channel.OutboundLimits;
import dev.ringdown.hub.channel.Restrictions;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.web.NotImplementedException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whether a message may come in: by its sender, its type, its content, its conversation's state and its channel's limits. */
@Singleton
class Admission {

    /** Types whose effects are built. */
    private static final Set<MessageTypeName> BUILT = EnumSet.of(MessageTypeName.TEXT, MessageTypeName.AGENT_JOIN, MessageTypeName.CONVERSATION_END);

    private final CurrentConfiguration configuration;

    Admission(CurrentConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * What can be said of a message from outside before its conversation is known.
     *
     * @throws HubException 403-102, 400-631, 400-143
     */
    void check(UUID applicationId, IncomingMessage incoming) {
        NewMessage message = incoming.message();
        boolean plays = configuration.find(ClientApplication.TYPE, applicationId)
                .filter(application -> application.document().plays(RoleName.toEnum(message.senderType().getValue())))
                .isPresent();
        if (!plays) {
            throw HubException.ofField(HubErrorCode.NOT_THIS_ROLE, incoming.field("sender.type"),
                    "The client application does not have the role " + message.senderType().getValue() + ".");
        }
        if (!MessageRules.maySend(message.senderType(), message.type())) {
            throw HubException.ofField(HubErrorCode.TYPE_NOT_ALLOWED, incoming.field("type.value"),
                    "A " + message.senderType().getValue() + " may not send a message of type " + message.type().getValue() + ".");
        }
        if (incoming.starts() && message.type() != MessageTypeName.TEXT && message.type() != MessageTypeName.CUSTOMER_INFO) {
            throw HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, incoming.field("conversation.id"),
                    "A message of type " + message.type().getValue() + " cannot start a conversation: conversation.id is required.");
        }
        if (!BUILT.contains(message.type())) {
            throw new NotImplementedException("The message type " + message.type().getValue());
        }
        if (message.body().attachments() != null) {
            throw new NotImplementedException("A message with attachments");
        }
        if (message.type() == MessageTypeName.TEXT && message.body().text() == null && message.body().html() == null) {
            throw HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, incoming.field("content.text"),
                    "A text message needs content.text, content.html or both.");
        }
    }

    /** @throws HubException 400-630 */
    void checkOpen(ConversationState state, String place) {
        if (state.isOver()) {
            throw HubException.ofField(HubErrorCode.CONVERSATION_OVER, place + ".conversation.id",
                    "The conversation is over: start a new one without conversation.id.");
        }
    }

    /** @throws HubException 400-633 the text is longer than the channel takes in this direction; 400-635 it takes no HTML */
    void checkChannel(ConversationRow conversation, NewMessage message, String place) {
        Restrictions restrictions = restrictionsOf(conversation).orElse(null);
        if (restrictions == null || message.type() != MessageTypeName.TEXT) {
            return;
        }
        boolean inbound = message.senderType() == PartyType.CUSTOMER;
        InboundLimits in = restrictions.inbound();
        OutboundLimits out = restrictions.outbound();
        checkLength(message.body(), inbound ? in == null ? null : in.maxTextLength() : out == null ? null : out.maxTextLength(), place);
        boolean richText = inbound ? in == null || in.allows(ChannelFeature.RICH_TEXT) : out == null || out.allows(ChannelFeature.RICH_TEXT);
        if (message.body().html() != null && !richText) {
            if (inbound) {
                throw new NotImplementedException("HTML from a customer on a channel without richText");
            }
            throw HubException.ofField(HubErrorCode.RICH_TYPE_NOT_ALLOWED, place + ".content.html", "The channel takes no HTML.");
        }
    }

    private static void checkLength(MessageBody body, @Nullable Integer longest, String place) {
        String text = body.text() == null ? body.html() : body.text();
        if (text != null && longest != null && text.codePointCount(0, text.length()) > longest) {
            throw HubException.ofField(HubErrorCode.TEXT_TOO_LONG, place + (body.text() == null ? ".content.html" : ".content.text"),
                    "The text is longer than the " + longest + " characters that the channel takes.").with("maxTextLength", longest.toString());
        }
    }

    /** Of the account's channel: it cannot be deleted as long as the conversation is open. */
    private Optional<Restrictions> restrictionsOf(ConversationRow conversation) {
        CurrentConfiguration.Picture picture = configuration.picture();
        return picture.find(Account.TYPE, conversation.accountId())
                .flatMap(account -> picture.find(Channel.TYPE, account.document().channel()))
                .map(channel -> channel.document().restrictions());
    }
}
