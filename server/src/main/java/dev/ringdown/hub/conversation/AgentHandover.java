package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.hub.channel.ChannelTexts;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;

/** How conversations get to agents: from a bot, and again when agents were away. */
@Singleton
class AgentHandover {

    /** As {@code conversation.state} tells it. */
    private static final String ESCALATED = "escalated";
    private static final String RELEASED = "released";

    private final ConversationRepository conversations;
    private final ConversationLog log;
    private final ConversationParties parties;
    private final ConversationSettings settings;
    private final HubVoice voice;
    private final Ending ending;
    private final Outbox outbox;

    AgentHandover(ConversationRepository conversations, ConversationLog log, ConversationParties parties, ConversationSettings settings,
                  HubVoice voice, Ending ending, Outbox outbox) {
        this.conversations = conversations;
        this.log = log;
        this.parties = parties;
        this.settings = settings;
        this.voice = voice;
        this.ending = ending;
        this.outbox = outbox;
    }

    /** A bot hands over: whoever it names gets all that was said so far, and serves from now on. Without one it is as if out of hours. */
    void escalate(LockedConversation conversation, PartyRow bot, ConversationLog.Entry message, Instant now) {
        Party agents = settings.successor(conversation.row(), bot.participantId()).orElse(null);
        if (agents == null) {
            log.store(conversation, message, List.of(), MessageStatus.SENT, now);
            outOfHours(conversation, null, now);
            return;
        }
        parties.serveNoMore(conversation, bot);
        conversation.enter(ConversationState.QUEUED, now);
        conversations.standOn(conversation.id(), agents.applicationId());
        PartyRow successor = parties.join(conversation, agents, null, true);
        log.store(conversation, message, List.of(successor),
                parties.isOutside(successor) ? MessageStatus.ACCEPTED : MessageStatus.SENT, now);
        parties.tell(conversation, successor, 1, conversation.nextSequence() - 1);
        if (!conversation.state().isOver()) {
            voice.state(conversation, ESCALATED, conversation.parties().stream().filter(PartyRow::isCustomer).toList(), now);
        }
    }

    /**
     * No agent is there.
     *
     * @param text what the agent application wants the customer to read instead of the channel's text for being out of hours;
     *             one that is too long for the channel gives way to it
     */
    void unavailable(LockedConversation conversation, PartyRow agents, @Nullable String text, Instant now) {
        boolean retain = settings.account(conversation.row())
                .filter(account -> account.document().chats().onAgentUnavailability() == AgentUnavailability.RETAIN_AND_RETRY)
                .isPresent();
        if (retain) {
            hold(conversation, agents, now);
        } else {
            outOfHours(conversation, text, now);
        }
    }

    private void hold(LockedConversation conversation, PartyRow agents, Instant now) {
        // Later than when agents were there last, whatever the nodes' clocks say.
        Instant since = conversations.agentsAvailableAt(agents.applicationId()).filter(available -> !available.isBefore(now))
                .map(available -> available.plusMillis(1)).orElse(now);
        if (conversation.hold() != null) {
            // They may have been there for a moment, too short to release it.
            conversation.holdAgain(since);
            conversations.hold(conversation.id(), agents.applicationId(), since, conversation.hold().from(), null);
            return;
        }
        conversation.enter(ConversationState.QUEUED, now);
        conversation.hold(agents.applicationId(), since);
        log.save(conversation);
        conversations.hold(conversation.id(), agents.applicationId(), since, conversation.hold().from(), null);
        if (parties.isOutside(agents)) {
            outbox.hold(conversation.id(), agents.party());
        }
        voice.tellCustomer(conversation, ChannelTexts.Key.RETAIN_AND_RETRY, now);
    }

    /** Agents are there again: what came meanwhile goes to them, and the time that the account gives the conversation runs on. */
    void release(LockedConversation conversation, Instant now) {
        LockedConversation.Hold hold = conversation.hold();
        if (hold == null) {
            return;
        }
        PartyRow agents = conversation.servingAgent().orElseThrow();
        long held = conversation.nextSequence() - 1;
        conversation.letGo(now);
        log.save(conversation);
        conversations.hold(conversation.id(), null, null, null, conversation.timesOutAt());
        if (parties.isOutside(agents)) {
            outbox.release(conversation.id(), agents.party());
        } else {
            parties.tell(conversation, agents, hold.from(), held);
        }
        if (!conversation.state().isOver()) {
            voice.state(conversation, RELEASED, List.of(agents), now);
        }
    }

    private void outOfHours(LockedConversation conversation, @Nullable String text, Instant now) {
        if (text != null && settings.takesLengthOf(conversation.row(), text)) {
            voice.tellCustomer(conversation, text, now);
        } else {
            voice.tellCustomer(conversation, ChannelTexts.Key.OFF_HOURS, now);
        }
        ending.end(conversation, ConversationState.ENDED, now);
    }
}
