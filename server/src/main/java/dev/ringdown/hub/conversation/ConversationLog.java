package dev.ringdown.hub.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.hub.InProcessReceiver;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Appends messages to conversations and hands each to its receivers: the one place that stores a message. */
@Singleton
class ConversationLog {

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final ConversationParties parties;
    private final StoredForm form;
    private final ConversationJson json;
    private final Outbox outbox;

    ConversationLog(ConversationRepository conversations, MessageRepository messages, ConversationParties parties, StoredForm form,
                    ConversationJson json, Outbox outbox) {
        this.conversations = conversations;
        this.messages = messages;
        this.parties = parties;
        this.form = form;
        this.json = json;
        this.outbox = outbox;
    }

    /**
     * A message that is to be stored.
     *
     * @param applicationId the client application that sends it; null: the hub itself
     * @param messageId     the sender's own id of it
     * @param contentHash   of what the sender sent; goes with the messageId
     */
    record Entry(UUID id, MessageTypeName type, @Nullable UUID applicationId, MessageSenderType senderType, @Nullable String senderName,
                 MessageBody body, @Nullable String messageId, @Nullable byte[] contentHash) {

        /** Of the hub's own. */
        static Entry ofHub(MessageTypeName type, MessageBody body) {
            return new Entry(UuidCreator.getTimeOrderedEpoch(), type, null, MessageSenderType.SYSTEM, null, body, null, null);
        }
    }

    /** Stores a message and hands it to its receivers. What receivers of this process say at once comes behind it. */
    void append(LockedConversation conversation, Entry entry, Collection<PartyRow> receivers, Instant now) {
        long sequence = conversation.nextSequence();
        boolean first = conversation.isFresh() && sequence == conversation.row().nextSequence();
        // What nobody outside waits for is with all its receivers as soon as it is stored.
        List<PartyRow> outside = receivers.stream().filter(parties::isOutside).toList();
        store(conversation, entry, receivers, outside.isEmpty() ? MessageStatus.SENT : MessageStatus.ACCEPTED, now);
        outside.forEach(receiver -> outbox.add(conversation.id(), receiver.party(), sequence));
        LockedConversation.Hold hold = conversation.hold();
        List<InProcessReceiver> here = receivers.stream()
                .filter(receiver -> hold == null || !hold.application().equals(receiver.applicationId()))
                .flatMap(receiver -> parties.receiver(receiver).stream()).toList();
        if (!here.isEmpty()) {
            StoredMessage stored = at(conversation, sequence);
            here.forEach(receiver -> receiver.receive(form.conversation(conversation.currentRow()), stored, first));
        }
    }

    /** Stores a message that its receivers get in another way, or never. */
    void store(LockedConversation conversation, Entry entry, Collection<PartyRow> receivers, MessageStatus status, Instant now) {
        messages.insert(entry.id(), conversation.id(), conversation.nextSequence(), entry.type().getValue(), entry.applicationId(),
                entry.senderType().getValue(), entry.senderName(),
                entry.messageId() == null ? null : entry.messageId().getBytes(StandardCharsets.UTF_8), entry.contentHash(), status,
                entry.body().isEmpty() ? null : json.write(entry.body()), now, status == MessageStatus.SENT ? now : null,
                receivers.isEmpty() ? null : json.write(receivers.stream().map(PartyRow::party).toList()));
        boolean barred = entry.senderType() == MessageSenderType.CUSTOMER && status == MessageStatus.FAILED;
        if (MessageRules.READABLE.contains(entry.type()) && !barred) {
            parties.changed(conversation, conversation.nextSequence());
        }
        // What the hub itself says keeps no conversation alive.
        conversation.taken(now, entry.senderType() != MessageSenderType.SYSTEM);
        save(conversation);
    }

    /** Stores the state that a conversation has now. */
    void save(LockedConversation conversation) {
        conversations.advance(conversation.id(), conversation.state(), conversation.nextSequence(), conversation.lastMessageAt(),
                conversation.endedAt());
    }

    StoredMessage at(LockedConversation conversation, long sequence) {
        return form.message(messages.at(conversation.id(), sequence).orElseThrow());
    }
}
