package dev.ringdown.desk.customer;

import dev.ringdown.desk.chat.ChatRepository;
import dev.ringdown.desk.event.DeskEvents;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;

/** The chats of a customer, as far as they show the customer; the closed ones do, too. */
@Singleton
class CustomerChats {

    private static final int AT_A_TIME = 500;

    private final ChatRepository chats;
    private final DeskEvents events;

    CustomerChats(ChatRepository chats, DeskEvents events) {
        this.chats = chats;
        this.events = events;
    }

    /** What they show of the customer has changed: all are updated by it, and of the active ones agents hear. The customer is locked. */
    void changed(long customerId, Instant now) {
        List<Long> some;
        for (long last = 0; last >= 0; last = some.size() < AT_A_TIME ? -1 : some.get(some.size() - 1)) {
            some = chats.idsOf(customerId, last, AT_A_TIME);
            if (!some.isEmpty()) {
                chats.touchAll(some, now);
            }
        }
        chats.activeIdsOf(customerId).forEach(events::chatChanged);
    }
}
