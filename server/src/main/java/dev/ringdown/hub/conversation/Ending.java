package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.Optional;

/** How conversations end. */
@Singleton
class Ending {

    private final ConversationRepository conversations;
    private final ConversationLog log;
    private final ConversationParties parties;
    private final ConversationSettings settings;
    private final Outbox outbox;

    Ending(ConversationRepository conversations, ConversationLog log, ConversationParties parties, ConversationSettings settings, Outbox outbox) {
        this.conversations = conversations;
        this.log = log;
        this.parties = parties;
        this.settings = settings;
        this.outbox = outbox;
    }

    /** A party has ended it. To be called before its message is stored, so that receivers see the conversation as it is then. */
    void begin(LockedConversation conversation, ConversationState end, Instant now) {
        conversation.enter(end, now);
        if (conversation.hold() != null) {
            PartyRow agents = conversation.servingAgent().orElseThrow();
            conversations.hold(conversation.id(), null, null, null, null);
            if (parties.isOutside(agents)) {
                outbox.release(conversation.id(), agents.party());
            } else {
                parties.tell(conversation, agents, conversation.hold().from(), conversation.nextSequence() - 1);
            }
            conversation.letGo(now);
        } else {
            conversations.checkAt(conversation.id(), null);
        }
    }

    /** What is left to do once the last message is stored. */
    void complete(LockedConversation conversation) {
        forwardTranscript(conversation);
        conversations.letGo(conversation.id());
        outbox.ended(conversation.id());
    }

    /** The hub ends it, and tells all parties. */
    void end(LockedConversation conversation, ConversationState end, Instant now) {
        begin(conversation, end, now);
        log.append(conversation, ConversationLog.Entry.ofHub(MessageTypeName.CONVERSATION_END, MessageBody.empty()), conversation.parties(), now);
        complete(conversation);
    }

    /** What a known customer said to a bot alone goes to the agents afterwards, where the orchestration wants that. */
    private void forwardTranscript(LockedConversation conversation) {
        Optional<PartyRow> bot = conversation.parties().stream().filter(PartyRow::isBot).findFirst();
        boolean escalated = conversation.parties().stream().anyMatch(PartyRow::isAgent);
        if (bot.isPresent() && !escalated && conversation.row().contactKey() != null && settings.forwardsTranscript(conversation.row())) {
            settings.forwardsTo(conversation.row(), bot.get().participantId()).ifPresent(agents -> {
                PartyRow reader = parties.join(conversation, agents, null, false);
                parties.tell(conversation, reader, 1, conversation.nextSequence() - 1);
            });
        }
    }
}
