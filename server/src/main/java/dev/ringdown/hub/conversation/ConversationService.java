package dev.ringdown.hub.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.InProcessReceiver;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The one door through which messages come in: from outside over HTTP, and from the applications of this process. A message is
 * stored, and put on its way to its receivers, in one transaction that holds its conversation; what this class returns is committed,
 * or will be with the caller's transaction.
 */
@Singleton
public class ConversationService {

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final ConversationStart start;
    private final Admission admission;
    private final StoredForm form;
    private final ConversationJson json;
    private final Outbox outbox;
    private final List<InProcessReceiver> inProcess;
    private final Transactions transactions;
    private final Clock clock;

    ConversationService(ConversationRepository conversations, MessageRepository messages, ConversationStart start, Admission admission,
                        StoredForm form, ConversationJson json, Outbox outbox, List<InProcessReceiver> inProcess, Transactions transactions,
                        Clock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.start = start;
        this.admission = admission;
        this.form = form;
        this.json = json;
        this.outbox = outbox;
        this.inProcess = inProcess;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes the messages of one request, all or none.
     *
     * @param applicationId the client application that calls
     * @return the messages in the order of the request; of one that came again, the one that is stored
     * @throws HubException as sendMessage's description in the contract says
     */
    List<StoredMessage> accept(UUID applicationId, List<IncomingMessage> request, @Nullable String acceptLanguage) {
        request.forEach(message -> admission.check(applicationId, message));
        Map<String, UUID> startedBefore = new HashMap<>();
        while (true) {
            try {
                return transactions.inTransaction(() -> storeAll(applicationId, request, startedBefore, acceptLanguage));
            } catch (StartedBefore again) {
                // Once per message at most: the next time round it is a message of that conversation.
                startedBefore.put(again.place(), again.conversationId());
            }
        }
    }

    private List<StoredMessage> storeAll(UUID applicationId, List<IncomingMessage> request, Map<String, UUID> startedBefore,
                                         @Nullable String acceptLanguage) {
        Instant now = now();
        Set<UUID> continued = new TreeSet<>(startedBefore.values());
        request.stream().filter(message -> !message.starts()).forEach(message -> continued.add(message.conversation().id()));
        Map<UUID, LockedConversation> known = lockAll(continued);
        Map<String, UUID> started = new HashMap<>();
        List<StoredMessage> stored = new ArrayList<>();
        for (IncomingMessage message : request) {
            LockedConversation conversation;
            if (message.starts()) {
                conversation = startedBy(start.key(applicationId, message), message, startedBefore, started, acceptLanguage, now);
            } else {
                UUID id = message.conversation().id();
                conversation = stored.isEmpty() || !known.containsKey(id) ? known.get(id) : locked(id);
                checkParty(conversation, applicationId, message.message().senderType(), message.field("conversation.id"));
            }
            stored.add(store(conversation, applicationId, message.message(), message.place(), now));
        }
        return stored;
    }

    /**
     * The conversation that a message without one belongs into: the one that it started when it came before, one that this request has just
     * started for the same contact or by the same messageId, or a new one.
     */
    private LockedConversation startedBy(ConversationStart.Key key, IncomingMessage message, Map<String, UUID> startedBefore,
                                         Map<String, UUID> started, @Nullable String acceptLanguage, Instant now) {
        UUID id = startedBefore.get(message.place());
        if (id == null) {
            id = key.together().stream().map(started::get).filter(Objects::nonNull).findFirst().orElse(null);
            if (id == null) {
                LockedConversation fresh = start.start(key, message, acceptLanguage, now);
                key.together().forEach(same -> started.put(same, fresh.row().id()));
                return fresh;
            }
            start.remember(key, message, id);
        }
        for (String same : key.together()) {
            started.put(same, id);
        }
        return locked(id);
    }

    /** Locks a conversation for the transaction around the call; empty if there is none. Desk commands do it before they lock their own rows. */
    public Optional<Conversation> lock(UUID conversationId) {
        return conversations.lock(List.of(conversationId)).stream().findFirst().map(form::conversation);
    }

    /**
     * Sends a message of an application of this process into a conversation that it is a party of, joining the transaction around the call.
     *
     * @throws HubException 400-121 no such conversation, or not a party; 400-630 it is over; 400-633 longer than the channel takes
     */
    public StoredMessage send(UUID applicationId, UUID conversationId, NewMessage message) {
        return transactions.inTransaction(() -> {
            LockedConversation conversation = locked(conversationId);
            checkParty(conversation, applicationId, message.senderType(), "conversation.id");
            return store(conversation, applicationId, message, "message", now());
        });
    }

    /**
     * The messages that people read, of several conversations of one customer, newest first; one statement.
     *
     * @param beforeNumber only what came before the message with this number; if there is none such in these conversations, empty
     */
    public Optional<List<StoredMessage>> latestMessages(Collection<UUID> conversationIds, @Nullable Long beforeNumber, int limit) {
        if (beforeNumber == null) {
            return Optional.of(messages.latest(conversationIds, readable(), limit).stream().map(form::message).toList());
        }
        return messages.place(beforeNumber, conversationIds).map(place ->
                messages.latestBefore(conversationIds, place.conversationId(), place.sequence(), readable(), limit).stream()
                        .map(form::message).toList());
    }

    /** The newest messages that people read, of each of many conversations, each newest first; one statement for all. */
    public List<StoredMessage> latestMessagesOfEach(Collection<UUID> conversationIds, int limitEach) {
        return conversationIds.isEmpty() ? List.of()
                : messages.latestOfEach(conversationIds, readable(), limitEach).stream().map(form::message).toList();
    }

    private static List<String> readable() {
        return MessageRules.READABLE.stream().map(MessageTypeName::getValue).toList();
    }

    /** Read anew for every further message: a receiver of this process may have sent something into it meanwhile. */
    private @Nullable LockedConversation locked(UUID id) {
        return lockAll(List.of(id)).get(id);
    }

    private Map<UUID, LockedConversation> lockAll(Collection<UUID> ids) {
        Map<UUID, LockedConversation> locked = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            List<ConversationRow> rows = conversations.lock(ids);
            List<PartyRow> parties = conversations.parties(ids);
            for (ConversationRow row : rows) {
                locked.put(row.id(), new LockedConversation(row,
                        parties.stream().filter(party -> party.conversationId().equals(row.id())).toList(), false));
            }
        }
        return locked;
    }

    /** Unknown and foreign answer alike. */
    private static void checkParty(@Nullable LockedConversation conversation, UUID applicationId, PartyType senderType, String field) {
        boolean party = conversation != null && conversation.parties().stream()
                .anyMatch(known -> known.applicationId().equals(applicationId) && known.role().equals(senderType.getValue()));
        if (!party) {
            throw HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, field, "There is no such conversation.");
        }
    }

    private StoredMessage store(LockedConversation conversation, UUID applicationId, NewMessage message, String place, Instant now) {
        byte[] messageId = message.messageId() == null ? null : message.messageId().getBytes(StandardCharsets.UTF_8);
        byte[] contentHash = messageId == null ? null : Digest.of(message.type().getValue(), json.write(message.body()),
                message.senderType().getValue(), String.valueOf(message.senderName()));
        try {
            admission.checkOpen(conversation.state(), place);
            admission.checkChannel(conversation.row(), message, place);
        } catch (HubException refusal) {
            // What was said before is answered as it was then, whatever has changed since.
            Optional<MessageRow> known = messageId == null ? Optional.empty()
                    : messages.known(conversation.row().id(), applicationId, messageId);
            return repeated(known.orElseThrow(() -> refusal), contentHash, place);
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        long sequence = conversation.nextSequence();
        List<PartyRow> receivers = receivers(conversation, applicationId, message);
        // What nobody outside waits for is with all its receivers as soon as it is stored.
        boolean outside = receivers.stream().anyMatch(receiver -> receiverOf(receiver).isEmpty());
        try {
            messages.insert(id, conversation.row().id(), sequence, message.type().getValue(), applicationId, message.senderType().getValue(),
                    message.senderName(), messageId, contentHash,
                    outside ? MessageStatus.ACCEPTED : MessageStatus.SENT, json.write(message.body()), now, outside ? null : now);
        } catch (DataAccessException e) {
            if (messageId != null && DatabaseErrors.isDuplicateKey(e)) {
                return repeated(messages.known(conversation.row().id(), applicationId, messageId).orElseThrow(() -> e), contentHash, place);
            }
            throw e;
        }
        boolean first = conversation.isFresh() && sequence == conversation.row().nextSequence();
        conversation.taken(now);
        applyEffect(conversation, message.type(), now);
        // Before the receivers: what those of this process answer at once comes behind this message.
        conversations.advance(conversation.row().id(), conversation.state(), conversation.nextSequence(), conversation.lastMessageAt(),
                conversation.endedAt());
        StoredMessage stored = form.message(messages.at(conversation.row().id(), sequence).orElseThrow());
        receivers.stream().filter(receiver -> receiverOf(receiver).isEmpty()).forEach(receiver ->
                outbox.add(conversation.row().id(), new Party(receiver.applicationId(), RoleName.toEnum(receiver.role())), sequence));
        receivers.stream().flatMap(receiver -> receiverOf(receiver).stream()).forEach(process ->
                process.receive(form.conversation(conversation.currentRow()), stored, first));
        return stored;
    }

    private StoredMessage repeated(MessageRow known, byte[] contentHash, String place) {
        if (!Arrays.equals(known.contentHash(), contentHash)) {
            throw HubException.ofField(HubErrorCode.MESSAGE_ID_REUSED, place + ".messageId",
                    "A message with this messageId and other content was sent before.");
        }
        return form.message(known);
    }

    /** The customer's messages go to whoever serves, the others' to the customer; the end goes to all. Nobody gets its own back. */
    private static List<PartyRow> receivers(LockedConversation conversation, UUID applicationId, NewMessage message) {
        boolean fromCustomer = message.senderType() == PartyType.CUSTOMER;
        return conversation.parties().stream()
                .filter(party -> !(party.applicationId().equals(applicationId) && party.role().equals(message.senderType().getValue())))
                .filter(party -> party.serving() && (message.type() == MessageTypeName.CONVERSATION_END
                        || fromCustomer != party.role().equals(RoleName.CUSTOMER_VALUE)))
                .toList();
    }

    private Optional<InProcessReceiver> receiverOf(PartyRow party) {
        return inProcess.stream().filter(receiver -> receiver.applicationId().equals(party.applicationId())).findFirst();
    }

    private void applyEffect(LockedConversation conversation, MessageTypeName type, Instant now) {
        if (type == MessageTypeName.AGENT_JOIN) {
            conversation.enter(ConversationState.OPEN_AGENT, now);
        } else if (type == MessageTypeName.CONVERSATION_END) {
            conversation.enter(ConversationState.ENDED, now);
            conversations.letGo(conversation.row().id());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
