package dev.ringdown.hub.conversation;

import dev.ringdown.hub.InProcessReceiver;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who takes part in a conversation: lets parties join, and hands them what was said before they came. */
@Singleton
class ConversationParties {

    private static final int MESSAGES_AT_A_TIME = 500;

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final StoredForm form;
    private final Outbox outbox;
    private final List<InProcessReceiver> inProcess;

    ConversationParties(ConversationRepository conversations, MessageRepository messages, StoredForm form, Outbox outbox,
                        List<InProcessReceiver> inProcess) {
        this.conversations = conversations;
        this.messages = messages;
        this.form = form;
        this.outbox = outbox;
        this.inProcess = inProcess;
    }

    /** The receiver of this process that a party is; empty: it is called back. */
    Optional<InProcessReceiver> receiver(PartyRow party) {
        return inProcess.stream().filter(receiver -> receiver.applicationId().equals(party.applicationId())).findFirst();
    }

    boolean isOutside(PartyRow party) {
        return receiver(party).isEmpty();
    }

    /**
     * Lets a party join; that it stands in the way of its deletion while the conversation is open is not part of it.
     *
     * @param participant the bot; null for customers and agents
     * @param serving     whether messages go to it from now on
     */
    PartyRow join(LockedConversation conversation, Party party, @Nullable UUID participant, boolean serving) {
        conversations.addParty(conversation.id(), party.applicationId(), party.role().getValue(), participant, serving);
        PartyRow row = new PartyRow(conversation.id(), party.applicationId(), party.role().getValue(), participant, serving);
        if (isOutside(row)) {
            outbox.open(conversation.id(), party);
        }
        conversation.joined(row);
        return row;
    }

    /** Tells the parties of this process that a message that people read was stored or has changed. */
    void changed(LockedConversation conversation, long sequence) {
        conversation.parties().stream().flatMap(party -> receiver(party).stream()).distinct()
                .forEach(receiver -> receiver.changed(conversation.id(), sequence));
    }

    /** As {@link #changed(LockedConversation, long)}, of messages in conversations that are not locked; one statement, none where nobody could be told. */
    void changed(Collection<MessagePlace> places) {
        if (inProcess.isEmpty() || places.isEmpty()) {
            return;
        }
        List<UUID> ids = places.stream().map(MessagePlace::conversationId).distinct().toList();
        for (InProcessReceiver receiver : inProcess) {
            Set<UUID> own = Set.copyOf(conversations.ofParty(ids, receiver.applicationId()).stream().map(ConversationId::id).toList());
            places.stream().filter(place -> own.contains(place.conversationId()))
                    .forEach(place -> receiver.changed(place.conversationId(), place.sequence()));
        }
    }

    void serveNoMore(LockedConversation conversation, PartyRow party) {
        conversations.serveNoMore(conversation.id(), party.applicationId(), party.role());
        conversation.servedNoMore(party);
    }

    /** Hands a party all that was said in a part of the conversation, in order, before anything that comes after this call. */
    void tell(LockedConversation conversation, PartyRow party, long fromSequence, long toSequence) {
        InProcessReceiver receiver = receiver(party).orElse(null);
        if (receiver == null) {
            outbox.addAll(conversation.id(), party.party(), fromSequence, toSequence);
            return;
        }
        for (long from = fromSequence; from <= toSequence; from += MESSAGES_AT_A_TIME) {
            for (MessageRow message : messages.between(conversation.id(), from, Math.min(toSequence, from + MESSAGES_AT_A_TIME - 1))) {
                boolean own = party.applicationId().equals(message.applicationId()) && party.role().equals(message.senderType());
                if (!own && message.status() != MessageStatus.FAILED && message.deletion() == null) {
                    receiver.receive(form.conversation(conversation.currentRow()), form.message(message), false);
                }
            }
        }
    }
}
