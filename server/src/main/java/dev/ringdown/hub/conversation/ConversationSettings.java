package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.channel.OutboundLimits;
import dev.ringdown.hub.channel.Restrictions;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.orchestration.Bot;
import dev.ringdown.hub.orchestration.Orchestration;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.Optional;
import java.util.UUID;

/** What the configuration, as it is now, says of a conversation. While it is open, its account can't be deleted. From memory. */
@Singleton
class ConversationSettings {

    private final CurrentConfiguration configuration;

    ConversationSettings(CurrentConfiguration configuration) {
        this.configuration = configuration;
    }

    Optional<Configured<Account>> account(ConversationRow conversation) {
        return configuration.find(Account.TYPE, conversation.accountId());
    }

    Optional<Channel> channel(ConversationRow conversation) {
        return account(conversation).flatMap(account -> configuration.find(Channel.TYPE, account.document().channel())).map(Configured::document);
    }

    /** The language of the account, for those who want none; null: it has none either. */
    @Nullable String language(ConversationRow conversation) {
        return account(conversation).map(account -> account.document().chats().defaultLanguage()).orElse(null);
    }

    Optional<Restrictions> restrictions(ConversationRow conversation) {
        return channel(conversation).map(Channel::restrictions);
    }

    /** Whether texts of the hub's own may go to the customer. */
    boolean takesHubTexts(ConversationRow conversation) {
        return restrictions(conversation).map(Restrictions::outbound).map(outbound -> outbound.allowsSystemMessages()).orElse(true);
    }

    /** Whether the channel takes a text of this length to the customer. */
    boolean takesLengthOf(ConversationRow conversation, String text) {
        return restrictions(conversation).map(Restrictions::outbound).map(OutboundLimits::maxTextLength)
                .filter(longest -> text.codePointCount(0, text.length()) > longest).isEmpty();
    }

    Optional<Orchestration> orchestration(Account account) {
        return configuration.find(Orchestration.TYPE, account.chats().orchestration()).map(Configured::document);
    }

    /** The agent application that takes over from a bot; empty: nobody. */
    Optional<Party> successor(ConversationRow conversation, @Nullable UUID participant) {
        return account(conversation).flatMap(account -> orchestration(account.document()))
                .filter(orchestration -> orchestration.bots() != null)
                .flatMap(orchestration -> orchestration.bots().bots().stream()
                        .filter(bot -> bot.participant().equals(participant)).findFirst())
                .map(Bot::onEscalation)
                .map(this::agents);
    }

    /** Who serves those that skip the bots: the first agents of their own, else those that the first bot hands over to; empty: nobody. */
    Optional<Party> agentsFirst(Orchestration orchestration) {
        UUID named = !orchestration.agents().isEmpty() ? orchestration.agents().get(0)
                : orchestration.bots() == null ? null : orchestration.bots().bots().get(0).onEscalation();
        return Optional.ofNullable(named).map(this::agents);
    }

    /** An application that has both agent roles serves as {@code custom_agent}. */
    Party agents(UUID application) {
        boolean custom = configuration.find(ClientApplication.TYPE, application)
                .filter(found -> !found.document().plays(RoleName.CUSTOM_AGENT)).isEmpty();
        return new Party(application, custom ? RoleName.CUSTOM_AGENT : RoleName.EGAIN_AGENT);
    }

    /** Whether the agent application gets what a customer said to a bot alone. */
    boolean forwardsTranscript(ConversationRow conversation) {
        return account(conversation).flatMap(account -> orchestration(account.document()))
                .filter(orchestration -> orchestration.bots() != null && orchestration.bots().forwardTranscript())
                .isPresent();
    }

    /** Of the bot with this participant; empty: it is not in the orchestration any more. */
    Optional<Party> forwardsTo(ConversationRow conversation, @Nullable UUID participant) {
        return successor(conversation, participant)
                .or(() -> account(conversation).flatMap(account -> orchestration(account.document())).flatMap(this::agentsFirst));
    }
}
