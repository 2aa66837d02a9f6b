package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.MessageContent;
import dev.ringdown.hub.channel.ChannelTexts;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the hub itself says in a conversation, in the sender role {@code system}. */
@Singleton
class HubVoice {

    private final ConversationLog log;
    private final ConversationSettings settings;

    HubVoice(ConversationLog log, ConversationSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /** Tells the customer something in the customer's language, unless the channel keeps such texts away. */
    void tellCustomer(LockedConversation conversation, ChannelTexts.Key text, Instant now, String... facts) {
        tellCustomer(conversation, ChannelTexts.text(settings.channel(conversation.row()).orElse(null), conversation.language(), text, facts), now);
    }

    /** As {@link #tellCustomer(LockedConversation, ChannelTexts.Key, Instant, String...)}, in somebody else's words. */
    void tellCustomer(LockedConversation conversation, String text, Instant now) {
        List<PartyRow> customers = conversation.parties().stream().filter(PartyRow::isCustomer).toList();
        if (settings.takesHubTexts(conversation.row())) {
            log.append(conversation, ConversationLog.Entry.ofHub(MessageTypeName.TEXT, MessageBody.ofText(text)), customers, now);
        }
    }

    /** Tells one party something: the customer as above, the others in the account's language. */
    void tell(LockedConversation conversation, PartyRow party, ChannelTexts.Key text, Instant now) {
        if (party.isCustomer()) {
            tellCustomer(conversation, text, now);
            return;
        }
        String words = ChannelTexts.text(settings.channel(conversation.row()).orElse(null), settings.language(conversation.row()), text);
        log.append(conversation, ConversationLog.Entry.ofHub(MessageTypeName.TEXT, MessageBody.ofText(words)), List.of(party), now);
    }

    /** Says how the conversation stands. */
    void state(LockedConversation conversation, String status, List<PartyRow> to, Instant now) {
        MessageBody body = new MessageBody(new MessageContent(null, null, Map.of("status", status), null), null, null, null);
        log.append(conversation, ConversationLog.Entry.ofHub(MessageTypeName.CONVERSATION_STATE, body), to, now);
    }
}
