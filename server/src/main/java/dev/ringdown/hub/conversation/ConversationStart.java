package dev.ringdown.hub.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.RequestConversation;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.InProcessReceiver;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.account.AccountDirectory;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.orchestration.Orchestration;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Keys;
import dev.ringdown.web.NotImplementedException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/** Starts conversations: finds the account and who serves there, and makes the conversation with its parties. */
@Singleton
class ConversationStart {

    private final CurrentConfiguration configuration;
    private final AccountDirectory accounts;
    private final ConversationRepository conversations;
    private final ConversationJson json;
    private final Outbox outbox;
    private final List<InProcessReceiver> inProcess;

    ConversationStart(CurrentConfiguration configuration, AccountDirectory accounts, ConversationRepository conversations, ConversationJson json,
                      Outbox outbox, List<InProcessReceiver> inProcess) {
        this.configuration = configuration;
        this.accounts = accounts;
        this.conversations = conversations;
        this.json = json;
        this.outbox = outbox;
        this.inProcess = inProcess;
    }

    /**
     * What a start is about.
     *
     * @param contact   who the customer is; null: nobody that could be known again
     * @param messageId the sender's own id of the message that starts; null: it cannot be known again
     */
    record Key(UUID applicationId, Configured<Account> account, @Nullable String contact, @Nullable String messageId) {

        /** What of a start two messages of one request share if they belong into one conversation: the contact, or the messageId. */
        List<String> together() {
            List<String> shared = new ArrayList<>();
            if (contact != null) {
                shared.add("contact\n" + account.id() + "\n" + contact);
            }
            if (messageId != null) {
                shared.add("message\n" + account.id() + "\n" + contact + "\n" + messageId);
            }
            return shared;
        }

        /** By which a start that comes again is known. */
        private byte[] digest() {
            return Digest.of(applicationId.toString(), account.id().toString(), String.valueOf(contact), messageId);
        }
    }

    /** @throws HubException 400-121 no such account, or not the caller's to start on; 400-143 it is not named */
    Key key(UUID applicationId, IncomingMessage message) {
        RequestConversation wish = message.conversation();
        String field = message.field("conversation.account");
        if (wish.account() == null) {
            throw HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, field, field + " is required to start a conversation.");
        }
        Configured<Account> account = accounts.find(wish.account().channel().type(), wish.account().address())
                .orElseThrow(() -> noSuchAccount(field));
        Orchestration orchestration = orchestrationOf(account);
        if (!applicationId.equals(orchestration.customer()) || !message.message().senderType().getValue().equals(RoleName.CUSTOMER_VALUE)) {
            throw noSuchAccount(field);
        }
        return new Key(applicationId, account,
                CustomerContacts.key(wish, message.place()).orElse(null), message.message().messageId());
    }

    /**
     * Makes the conversation that the message starts.
     *
     * @throws StartedBefore if the message has come before
     * @throws HubException 400-632 account, channel or orchestration is not active; 400-121 one of them is gone
     */
    LockedConversation start(Key key, IncomingMessage message, @Nullable String acceptLanguage, Instant now) {
        Account account = key.account.document();
        Orchestration orchestration = orchestrationOf(key.account);
        checkActive(key, orchestration, message);
        if (orchestration.bots() != null) {
            throw new NotImplementedException("A conversation with a bot");
        }
        UUID agents = orchestration.agents().get(0);
        RoleName agentRole = configuration.find(ClientApplication.TYPE, agents).orElseThrow().document().plays(RoleName.CUSTOM_AGENT)
                ? RoleName.CUSTOM_AGENT : RoleName.EGAIN_AGENT;
        RequestConversation wish = message.conversation();
        UUID id = UuidCreator.getTimeOrderedEpoch();
        ConversationRow row = new ConversationRow(id, ConversationState.QUEUED, 1, key.account.id(), account.address(),
                configuration.find(Channel.TYPE, account.channel()).orElseThrow().document().type(), wish.entryPoint() == null ? account.chats().entryPoint() : wish.entryPoint().id(),
                Language.of(wish.customer(), acceptLanguage, account.chats().defaultLanguage()),
                key.contact == null ? null : Keys.bytes(key.contact),
                json.write(new ConversationCustomerDetails(wish.customer(), wish.clientInfo(), wish.lookupContact(), wish.conversationContact())),
                now, now, null);
        conversations.save(row);
        remember(key, message, id);
        List<PartyRow> parties = new ArrayList<>();
        parties.add(join(id, new Party(key.applicationId, RoleName.CUSTOMER)));
        parties.add(join(id, new Party(agents, agentRole)));
        try {
            for (UUID used : new LinkedHashSet<>(List.of(key.account.id(), key.applicationId, agents))) {
                conversations.standOn(id, used);
            }
        } catch (DataAccessException e) {
            // Deleted a moment ago, which this node has not heard of yet.
            throw DatabaseErrors.isForeignKeyViolation(e) ? noSuchAccount(message.field("conversation.account")) : e;
        }
        return new LockedConversation(row, parties, true);
    }

    /**
     * Notes which conversation a message started, or went into with the one that started it, so that it is known if it comes again.
     *
     * @throws StartedBefore if it has come before, and made another conversation
     */
    void remember(Key key, IncomingMessage message, UUID conversationId) {
        if (key.messageId == null) {
            return;
        }
        try {
            conversations.rememberStart(key.digest(), conversationId);
        } catch (DataAccessException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            UUID before = conversations.startedBy(key.digest()).orElseThrow().id();
            if (!before.equals(conversationId)) {
                throw new StartedBefore(message.place(), before);
            }
        }
    }

    private void checkActive(Key key, Orchestration orchestration, IncomingMessage message) {
        boolean channelActive = configuration.find(Channel.TYPE, key.account.document().channel()).orElseThrow().document().active();
        if (key.account.document().active() && channelActive && orchestration.active()) {
            return;
        }
        // A start that was taken while all was active is answered as it was then.
        if (key.messageId != null) {
            conversations.startedBy(key.digest()).ifPresent(before -> {
                throw new StartedBefore(message.place(), before.id());
            });
        }
        throw HubException.ofField(HubErrorCode.NOT_ACTIVE, message.field("conversation.account"), "No conversation can be started here: the "
                + "account, its channel or its orchestration is not active.");
    }

    private PartyRow join(UUID conversation, Party party) {
        conversations.addParty(conversation, party.applicationId(), party.role().getValue(), true);
        if (inProcess.stream().noneMatch(receiver -> receiver.applicationId().equals(party.applicationId()))) {
            outbox.open(conversation, party);
        }
        return new PartyRow(conversation, party.applicationId(), party.role().getValue(), true);
    }

    private Orchestration orchestrationOf(Configured<Account> account) {
        return configuration.find(Orchestration.TYPE, account.document().chats().orchestration()).orElseThrow().document();
    }

    private static HubException noSuchAccount(String field) {
        return HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, field, "There is no account with this address on this channel.");
    }
}
