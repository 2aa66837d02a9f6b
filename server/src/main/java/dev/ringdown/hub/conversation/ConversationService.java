package dev.ringdown.hub.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.channel.ChannelTexts;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The one door through which messages come in: from outside over HTTP, and from the applications of this process. A message is
 * stored, and put on its way to its receivers, in one transaction that holds its conversation; what this class returns is committed,
 * or will be with the caller's transaction.
 */
@Singleton
public class ConversationService {

    private final MessageRepository messages;
    private final PlacedMessages placed;
    private final LatestMessages latest;
    private final ConversationLocks locks;
    private final ConversationStart start;
    private final Admission admission;
    private final Reception reception;
    private final ConversationParties parties;
    private final HeldConversations held;
    private final AgentHandover handover;
    private final Ending ending;
    private final HubVoice voice;
    private final StoredForm form;
    private final Transactions transactions;
    private final Clock clock;

    ConversationService(MessageRepository messages, PlacedMessages placed, LatestMessages latest, ConversationLocks locks, ConversationStart start,
                        Admission admission, Reception reception, ConversationParties parties, HeldConversations held,
                        AgentHandover handover, Ending ending, HubVoice voice, StoredForm form,
                        Transactions transactions, Clock clock) {
        this.messages = messages;
        this.placed = placed;
        this.latest = latest;
        this.locks = locks;
        this.start = start;
        this.admission = admission;
        this.reception = reception;
        this.parties = parties;
        this.held = held;
        this.handover = handover;
        this.ending = ending;
        this.voice = voice;
        this.form = form;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes the messages of one request, all or none.
     *
     * @param applicationId the client application that calls
     * @return one for each message of the request, in its order; of a message that came again, the one that it got then
     * @throws HubException as sendMessage's description in the contract says
     */
    List<Receipt> accept(UUID applicationId, List<IncomingMessage> request, Wording wording) {
        request.forEach(message -> admission.check(applicationId, message));
        Map<String, UUID> startedBefore = new HashMap<>();
        while (true) {
            try {
                return transactions.inTransaction(() -> takeAll(applicationId, request, startedBefore, wording));
            } catch (StartedBefore again) {
                // Once per message at most: the next time round it is a message of that conversation.
                startedBefore.put(again.place(), again.conversationId());
            }
        }
    }

    private List<Receipt> takeAll(UUID applicationId, List<IncomingMessage> request, Map<String, UUID> startedBefore, Wording wording) {
        Set<UUID> continued = new HashSet<>(startedBefore.values());
        request.stream().map(message -> message.conversation().id()).filter(Objects::nonNull).forEach(continued::add);
        locks.lock(continued);
        // Not before: whoever had to wait speaks after those who held the conversation meanwhile.
        Instant now = now();
        Map<String, UUID> started = new HashMap<>();
        List<Receipt> receipts = new ArrayList<>();
        for (IncomingMessage message : request) {
            if (message.message().type() == MessageTypeName.AGENT_AVAILABLE) {
                receipts.add(agentsAvailable(applicationId, message, now));
                continue;
            }
            LockedConversation conversation;
            if (message.starts()) {
                conversation = startedBy(start.key(applicationId, message), message, startedBefore, started, wording, now);
            } else {
                conversation = ofParty(message.conversation().id(), applicationId, message.message().senderType(), message.field("conversation.id"));
            }
            receipts.add(reception.take(conversation, applicationId, message.message(), message.place(), wording, now));
        }
        return receipts;
    }

    /**
     * The conversation that a message without one belongs into: the one that it started when it came before, one that this request has just
     * started for the same contact or by the same messageId, or a new one.
     */
    private LockedConversation startedBy(ConversationStart.Key key, IncomingMessage message, Map<String, UUID> startedBefore,
                                         Map<String, UUID> started, Wording wording, Instant now) {
        UUID id = startedBefore.get(message.place());
        if (id == null) {
            id = key.together().stream().map(started::get).filter(Objects::nonNull).findFirst().orElse(null);
            if (id == null) {
                LockedConversation fresh = start.start(key, message, wording, now);
                key.together().forEach(same -> started.put(same, fresh.id()));
                return fresh;
            }
            start.remember(key, message, id);
        }
        for (String same : key.together()) {
            started.put(same, id);
        }
        return locks.lock(id).orElseThrow();
    }

    /** Not stored: it is about the agent application, and goes to nobody. */
    private Receipt agentsAvailable(UUID applicationId, IncomingMessage message, Instant now) {
        UUID id = message.conversation().id();
        if (id != null) {
            ofParty(id, applicationId, message.message().senderType(), message.field("conversation.id"));
        }
        held.agentsAvailable(applicationId, now);
        return new Receipt(UuidCreator.getTimeOrderedEpoch(), message.message().messageId(), id, now);
    }

    /** Unknown and foreign answer alike. */
    private LockedConversation ofParty(UUID id, UUID applicationId, PartyType senderType, String field) {
        return locks.lock(id).filter(conversation -> conversation.party(applicationId, senderType).isPresent())
                .orElseThrow(() -> HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, field, "There is no such conversation."));
    }

    /** Locks a conversation for the transaction around the call; empty if there is none. Desk commands do it before they lock their own rows. */
    public Optional<Conversation> lock(UUID conversationId) {
        return locks.lock(conversationId).map(conversation -> form.conversation(conversation.currentRow()));
    }

    /**
     * Ends a conversation whose time is up, where nobody has noted that yet; no effect on any other. Its parties are told. Part of the transaction
     * around the call.
     */
    public void endIfTimedOut(UUID conversationId) {
        Instant now = now();
        locks.lock(conversationId).filter(conversation -> conversation.isTimedOut(now))
                .ifPresent(conversation -> ending.end(conversation, ConversationState.TIMED_OUT, now));
    }

    /**
     * Agents are there for a conversation that an application of this process has said nobody is there for: what came meanwhile goes to it. No
     * effect on one that is not held. Part of the transaction around the call.
     */
    public void release(UUID conversationId) {
        locks.lock(conversationId).ifPresent(conversation -> handover.release(conversation, now()));
    }

    /**
     * Sends a message of an application of this process into a conversation that it is a party of, joining the transaction around the call.
     *
     * @throws HubException 400-121 no such conversation, or not a party; 400-630 it is over; 400-633, 400-634, 400-635 the channel does not
     *                      take it
     */
    public StoredMessage send(UUID applicationId, UUID conversationId, NewMessage message) {
        return transactions.inTransaction(() -> {
            LockedConversation conversation = ofParty(conversationId, applicationId, message.senderType(), "conversation.id");
            Receipt receipt = reception.take(conversation, applicationId, message, "message", Wording.NONE, now());
            return form.message(messages.find(receipt.id()).orElseThrow());
        });
    }

    /** The status of messages to customers has changed. Part of the transaction around the call. */
    public void statusChanged(Collection<MessagePlace> messages) {
        parties.changed(messages);
    }

    /**
     * Tells the sender of a message that it did not reach a receiver and will not. Part of the transaction around the call, in which the
     * conversation is locked; what the hub itself says has no sender to tell.
     */
    public void deliveryGivenUp(UUID conversationId, long sequence) {
        LockedConversation conversation = locks.lock(conversationId).orElseThrow();
        MessageRow message = messages.at(conversationId, sequence).orElseThrow();
        if (!MessageSenderType.CUSTOMER.getValue().equals(message.senderType()) && MessageRules.isRead(message)) {
            parties.changed(conversation, sequence);
        }
        if (message.applicationId() != null) {
            conversation.party(message.applicationId(), PartyType.toEnum(message.senderType()))
                    .ifPresent(sender -> voice.tell(conversation, sender, ChannelTexts.Key.CHANNEL_MESSAGE_FAILED, now()));
        }
    }

    /** Where the message with this number stands, whether or not people read it. */
    public Optional<MessagePlace> place(long number) {
        return messages.place(number);
    }

    /**
     * The messages that people read, of several conversations of one customer, newest first; one statement.
     *
     * @param before only what came before this place
     */
    public List<StoredMessage> latestMessages(Collection<UUID> conversationIds, @Nullable MessagePlace before, int limit) {
        List<MessageRow> found = before == null ? messages.latest(conversationIds, readable(), limit)
                : messages.latestBefore(conversationIds, before.conversationId(), before.sequence(), readable(), limit);
        return found.stream().map(form::shown).toList();
    }

    /** The messages that people read, of several conversations of one customer, oldest first; one statement. */
    public List<StoredMessage> messagesAfter(Collection<UUID> conversationIds, @Nullable StoredMessage after, int limit) {
        List<MessageRow> found = after == null ? messages.oldest(conversationIds, readable(), limit)
                : messages.oldestAfter(conversationIds, after.conversationId(), after.sequence(), readable(), limit);
        return found.stream().map(form::shown).toList();
    }

    /** The message with this number, if people read it. Whether the reader may is asked afterwards. */
    public Optional<StoredMessage> message(long number) {
        return messages.byNumber(number, readable()).map(form::shown);
    }

    /**
     * The latest messages that people read, of each of many sets of conversations, in which the conversations are of one customer: each newest first.
     * Three statements for all at the most.
     */
    public List<List<StoredMessage>> latestMessagesOfEach(List<List<UUID>> sets, int limitEach) {
        return sets.isEmpty() ? List.of()
                : latest.find(sets, limitEach).stream().map(found -> found.stream().map(form::shown).toList()).toList();
    }

    /**
     * The messages at these places that people read, in no particular order; one that its customer has deleted comes without its content. One
     * statement for all.
     */
    public List<StoredMessage> messagesAt(Collection<MessagePlace> places) {
        return places.isEmpty() ? List.of()
                : placed.find(places).stream().filter(MessageRules::isRead).map(form::shown).toList();
    }

    private static List<String> readable() {
        return MessageRules.READABLE.stream().map(MessageTypeName::getValue).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
