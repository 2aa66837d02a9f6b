package dev.ringdown.desk.intake;

import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.desk.chat.Chat;
import dev.ringdown.desk.chat.ChatConversation;
import dev.ringdown.desk.chat.ChatConversationRepository;
import dev.ringdown.desk.chat.ChatRepository;
import dev.ringdown.desk.chat.HubDoor;
import dev.ringdown.desk.chat.LiveConversation;
import dev.ringdown.desk.customer.CustomerDirectory;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Turns the hub's conversations into chats, in the hub's transaction and with the conversation locked. A customer has one active chat
 * per account: a second start goes on in the same chat, and the conversation before it ends (agentchat, behaviour of a chat, 5).
 */
@Singleton
class Intake {

    private final ChatRepository chats;
    private final ChatConversationRepository conversations;
    private final LiveConversation live;
    private final HubDoor hub;
    private final CustomerDirectory customers;
    private final EntryDepartment entry;
    private final Clock clock;

    Intake(ChatRepository chats, ChatConversationRepository conversations, LiveConversation live, HubDoor hub, CustomerDirectory customers,
           EntryDepartment entry, Clock clock) {
        this.chats = chats;
        this.conversations = conversations;
        this.live = live;
        this.hub = hub;
        this.customers = customers;
        this.entry = entry;
        this.clock = clock;
    }

    /** @param first whether the conversation begins with the message; one that a bot hands over is new to the desk in its midst */
    void take(Conversation conversation, StoredMessage message, boolean first) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<ChatConversation> known = conversations.find(conversation.id());
        if (known.isPresent()) {
            follow(known.get(), conversation, message, now);
        } else if (message.type() != MessageTypeName.CONVERSATION_END) {
            start(conversation, message, first ? message.created() : now);
        }
    }

    private void follow(ChatConversation known, Conversation conversation, StoredMessage message, Instant now) {
        if (message.type() == MessageTypeName.CONVERSATION_END) {
            if (known.position() == live.position(known.chatId())) {
                chats.closeEnded(known.chatId(), now);
            }
        } else if (isRead(message.type())) {
            chats.messageStored(known.chatId(), message.created(), now);
        } else {
            chats.touch(known.chatId(), now);
            if (message.type() == MessageTypeName.CUSTOMER_INFO) {
                chats.view(known.chatId()).ifPresent(chat -> customers.seen(chat.customerId(), conversation, now));
            }
        }
    }

    private void start(Conversation conversation, StoredMessage message, Instant now) {
        long customerId = customers.findOrCreate(conversation, now);
        if (conversation.state().isOver()) {
            // What was said to a bot alone: to be read, and nothing to the chat that the customer may have.
            customers.seen(customerId, conversation, now);
            begin(customerId, conversation, ChatStatus.CLOSED, now, now);
            return;
        }
        if (goOn(customerId, conversation, message, now)) {
            customers.seen(customerId, conversation, now);
            return;
        }
        // Locks the customer: of two first conversations that come at once, the later one finds the chat of the other.
        customers.seen(customerId, conversation, now);
        if (!goOn(customerId, conversation, message, now)) {
            begin(customerId, conversation, ChatStatus.UNASSIGNED, isRead(message.type()) ? message.created() : now, now);
        }
    }

    /** Goes on in the customer's active chat on the account, if there is one. */
    private boolean goOn(long customerId, Conversation conversation, StoredMessage message, Instant now) {
        Optional<Long> active = chats.findActive(customerId, conversation.accountId());
        while (active.isPresent()) {
            long chatId = active.get();
            Conversation before = live.lock(chatId);
            if (chats.messageStored(chatId, message.created(), now) > 0) {
                conversations.save(new ChatConversation(conversation.id(), chatId, live.position(chatId) + 1));
                if (!before.state().isOver()) {
                    hub.end(before.id());
                }
                return true;
            }
            // It was closed before its conversation could be locked.
            active = chats.findActive(customerId, conversation.accountId());
        }
        return false;
    }

    private void begin(long customerId, Conversation conversation, ChatStatus status, Instant lastMessageAt, Instant now) {
        boolean closed = status == ChatStatus.CLOSED;
        Chat chat = chats.save(new Chat(null, status.getValue(), customerId, conversation.accountId(), entry.of(conversation.entryPoint()), null,
                conversation.channelType(), now, null, null, closed ? now : null, lastMessageAt, now, closed ? null : true));
        conversations.save(new ChatConversation(conversation.id(), chat.id(), 1));
    }

    /** Whether people read such messages; the others only steer. */
    private static boolean isRead(MessageTypeName type) {
        return type == MessageTypeName.TEXT || type.getValue().startsWith("richMessage.");
    }
}
