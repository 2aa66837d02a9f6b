package dev.ringdown.hub.conversation;

import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The conversations that the transaction around the call holds. Each is locked and read once, and all that happens in the transaction sees
 * and changes the same state of it: also what a receiver of this process sends into it while it is handed a message.
 */
@Singleton
class ConversationLocks {

    private final ConversationRepository conversations;
    private final Transactions transactions;

    ConversationLocks(ConversationRepository conversations, Transactions transactions) {
        this.conversations = conversations;
        this.transactions = transactions;
    }

    private static final class Held {

        private final Map<UUID, LockedConversation> byId = new HashMap<>();
    }

    /** Locks those that there are, in the order of their ids. */
    void lock(Collection<UUID> ids) {
        Map<UUID, LockedConversation> held = held();
        Collection<UUID> wanted = new TreeSet<>(ids);
        wanted.removeAll(held.keySet());
        if (wanted.isEmpty()) {
            return;
        }
        List<ConversationRow> rows = conversations.lock(wanted);
        List<PartyRow> parties = rows.isEmpty() ? List.of() : conversations.parties(wanted);
        for (ConversationRow row : rows) {
            held.put(row.id(), new LockedConversation(row,
                    parties.stream().filter(party -> party.conversationId().equals(row.id())).toList(), false));
        }
    }

    /** Locks one, if it is not locked yet; empty if there is none. */
    Optional<LockedConversation> lock(UUID id) {
        lock(List.of(id));
        return Optional.ofNullable(held().get(id));
    }

    /** Takes up one that the transaction has made. */
    LockedConversation made(ConversationRow row) {
        LockedConversation fresh = new LockedConversation(row, List.of(), true);
        held().put(row.id(), fresh);
        return fresh;
    }

    private Map<UUID, LockedConversation> held() {
        return transactions.own(Held.class, Held::new).byId;
    }
}
