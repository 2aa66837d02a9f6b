package dev.ringdown.hub.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RequestConversation;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.account.AccountDirectory;
import dev.ringdown.hub.account.CaseSettings;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.orchestration.Bot;
import dev.ringdown.hub.orchestration.Orchestration;
import dev.ringdown.hub.participant.Participant;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Keys;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Starts conversations: finds the account and who serves there, and makes the conversation with its parties. */
@Singleton
class ConversationStart {

    private static final long MILLIS_PER_MINUTE = 60_000;
    /** Of a contact's conversations that go on; more than a few at a time are nobody's. */
    private static final int OPEN_CONSIDERED = 20;

    private final CurrentConfiguration configuration;
    private final AccountDirectory accounts;
    private final ConversationRepository conversations;
    private final ConversationJson json;
    private final ConversationSettings settings;
    private final ConversationLocks locks;
    private final ConversationParties parties;

    ConversationStart(CurrentConfiguration configuration, AccountDirectory accounts, ConversationRepository conversations, ConversationJson json,
                      ConversationSettings settings, ConversationLocks locks, ConversationParties parties) {
        this.configuration = configuration;
        this.accounts = accounts;
        this.conversations = conversations;
        this.json = json;
        this.settings = settings;
        this.locks = locks;
        this.parties = parties;
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
    LockedConversation start(Key key, IncomingMessage message, Wording wording, Instant now) {
        Account account = key.account.document();
        Orchestration orchestration = orchestrationOf(key.account);
        checkActive(key, orchestration, message);
        RequestConversation wish = message.conversation();
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Earlier earlier = earlier(key, orchestration, now);
        Party server = earlier.skipsBot ? settings.agentsFirst(orchestration).orElseThrow() : first(orchestration);
        UUID bot = MessageRules.isAgent(PartyType.toEnum(server.role().getValue())) ? null : orchestration.bots().bots().get(0).participant();
        boolean copies = earlier.skipsBot && account.cases() != null && Boolean.TRUE.equals(account.cases().copyCustomAttributes());
        ConversationCustomer customer = copies ? CustomerDescription.withAttributesOf(customerOf(earlier.last), wish.customer()) : wish.customer();
        long timeout = Math.round(account.chats().timeout() * MILLIS_PER_MINUTE);
        ConversationRow row = new ConversationRow(id, earlier.caseId == null ? UuidCreator.getTimeOrderedEpoch() : earlier.caseId,
                bot == null ? ConversationState.QUEUED : ConversationState.OPEN_BOT, 1, key.account.id(), account.address(),
                configuration.find(Channel.TYPE, account.channel()).orElseThrow().document().type(),
                wish.entryPoint() == null ? account.chats().entryPoint() : wish.entryPoint().id(),
                Language.of(customer, wording.language(), account.chats().defaultLanguage()), key.contact == null ? null : Keys.bytes(key.contact),
                json.write(new ConversationCustomerDetails(customer, wish.clientInfo(), wish.lookupContact(),
                        CustomerContacts.name(wish, message.place()).orElse(null))),
                now, now, null, timeout, now.plusMillis(timeout), null, null, null);
        conversations.save(row);
        remember(key, message, id);
        LockedConversation conversation = locks.made(row);
        parties.join(conversation, new Party(key.applicationId, RoleName.CUSTOMER), null, true);
        parties.join(conversation, server, bot, true);
        try {
            for (UUID used : new LinkedHashSet<>(List.of(key.account.id(), key.applicationId, server.applicationId()))) {
                conversations.standOn(id, used);
            }
        } catch (DataAccessException e) {
            // Deleted a moment ago, which this node has not heard of yet.
            throw DatabaseErrors.isForeignKeyViolation(e) ? noSuchAccount(message.field("conversation.account")) : e;
        }
        return conversation;
    }

    private Party first(Orchestration orchestration) {
        if (orchestration.bots() == null) {
            return settings.agents(orchestration.agents().get(0));
        }
        Bot bot = orchestration.bots().bots().get(0);
        return new Party(bot.application(), configuration.find(Participant.TYPE, bot.participant()).orElseThrow().document().role());
    }

    /**
     * What went before with this customer.
     *
     * @param caseId   of the case that goes on; null: a new one
     * @param skipsBot whether the customer is back so soon that agents serve at once
     * @param last     the conversation that ended last; null where nothing depends on it
     */
    private record Earlier(@Nullable UUID caseId, boolean skipsBot, @Nullable ConversationRow last) {
    }

    private Earlier earlier(Key key, Orchestration orchestration, Instant now) {
        CaseSettings cases = key.account.document().cases();
        double sameCase = cases == null || cases.sameCaseDuration() == null ? 0 : cases.sameCaseDuration();
        double bypass = orchestration.bots() == null || orchestration.bots().bypassVaDuration() == null || settings.agentsFirst(orchestration).isEmpty()
                ? 0 : orchestration.bots().bypassVaDuration();
        if (key.contact == null || sameCase == 0 && bypass == 0) {
            return new Earlier(null, false, null);
        }
        byte[] contact = Keys.bytes(key.contact);
        List<ConversationRow> open = conversations.open(key.account.id(), contact, OPEN_CONSIDERED);
        ConversationRow last = Stream.concat(open.stream(), conversations.lastEnded(key.account.id(), contact).stream())
                .filter(one -> one.end(now).isPresent()).max(Comparator.comparing(one -> one.end(now).orElseThrow())).orElse(null);
        UUID caseId = sameCase == 0 ? null : open.stream().filter(one -> one.end(now).isEmpty()).findFirst()
                .or(() -> Optional.ofNullable(last).filter(one -> isWithin(sameCase, one, now)))
                .map(ConversationRow::caseId).orElse(null);
        return new Earlier(caseId, last != null && isWithin(bypass, last, now), last);
    }

    private static boolean isWithin(double minutes, ConversationRow last, Instant now) {
        return now.isBefore(last.end(now).orElseThrow().plusMillis(Math.round(minutes * MILLIS_PER_MINUTE)));
    }

    private @Nullable ConversationCustomer customerOf(ConversationRow conversation) {
        return conversation.customer() == null ? null : json.read(conversation.customer(), ConversationCustomerDetails.class).customer();
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

    private Orchestration orchestrationOf(Configured<Account> account) {
        return configuration.find(Orchestration.TYPE, account.document().chats().orchestration()).orElseThrow().document();
    }

    private static HubException noSuchAccount(String field) {
        return HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, field, "There is no account with this address on this channel.");
    }
}
