package dev.ringdown.desk.intake;

import dev.ringdown.desk.chat.ChatRepository;
import dev.ringdown.desk.chat.HubDoor;
import dev.ringdown.desk.chat.LiveConversation;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Lets chats go on whose conversations the hub holds, once somebody is there for their department: an agent has come Online, or the hours have
 * begun. Looked at again and again, so that it does not matter why somebody is there.
 */
@Singleton
class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final int AT_A_TIME = 100;

    private final ChatRepository chats;
    private final LiveConversation live;
    private final HubDoor hub;
    private final Availability availability;
    private final Transactions transactions;

    Releases(ChatRepository chats, LiveConversation live, HubDoor hub, Availability availability, Transactions transactions) {
        this.chats = chats;
        this.live = live;
        this.hub = hub;
        this.availability = availability;
        this.transactions = transactions;
    }

    /** Safe to run on many nodes at once. */
    void releaseDue() {
        for (long department : chats.departmentsWithHeld()) {
            if (availability.obstacleIn(department).isEmpty()) {
                release(department);
            }
        }
    }

    private void release(long department) {
        long last = 0;
        List<Long> held;
        do {
            held = chats.held(department, last, AT_A_TIME);
            for (long chatId : held) {
                letGo(chatId);
                last = chatId;
            }
        } while (held.size() == AT_A_TIME);
    }

    private void letGo(long chatId) {
        try {
            transactions.inTransaction(() -> {
                hub.somebodyAvailable(live.lock(chatId).id());
                // Also where the hub has let it go in another way.
                chats.letGo(chatId);
            });
        } catch (RuntimeException e) {
            LOG.warn("The chat {} could not be let go on; tried again soon", chatId, e);
        }
    }
}
