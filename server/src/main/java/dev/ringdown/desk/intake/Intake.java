package dev.ringdown.desk.intake;

import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.desk.chat.ChatConversation;
import dev.ringdown.desk.chat.ChatConversationRepository;
import dev.ringdown.desk.chat.ChatRepository;
import dev.ringdown.desk.chat.ChatTags;
import dev.ringdown.desk.chat.LiveConversation;
import dev.ringdown.desk.customer.CustomerDirectory;
import dev.ringdown.desk.event.DeskEvents;
import dev.ringdown.desk.figure.Facts;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes what the hub hands over, in the hub's transaction and with the conversation locked: a conversation that is new to the desk finds its
 * department, by its entry point or the welcome menu; what comes later goes into its chat (agentchat, behaviour of a chat).
 */
@Singleton
class Intake {

    /** As {@code conversation.state} says that a conversation that was held goes on. */
    private static final String RELEASED = "released";

    private final ChatRepository chats;
    private final ChatConversationRepository conversations;
    private final LiveConversation live;
    private final CustomerDirectory customers;
    private final EntryPoint entry;
    private final WelcomeMenu menu;
    private final Arrival arrival;
    private final ChatTags tags;
    private final DeskEvents events;
    private final Facts facts;
    private final Clock clock;

    Intake(ChatRepository chats, ChatConversationRepository conversations, LiveConversation live, CustomerDirectory customers, EntryPoint entry,
           WelcomeMenu menu, Arrival arrival, ChatTags tags, DeskEvents events, Facts facts, Clock clock) {
        this.chats = chats;
        this.conversations = conversations;
        this.live = live;
        this.customers = customers;
        this.entry = entry;
        this.menu = menu;
        this.arrival = arrival;
        this.tags = tags;
        this.events = events;
        this.facts = facts;
        this.clock = clock;
    }

    /** @param first whether the conversation begins with the message; one that a bot hands over is new to the desk in its midst */
    void take(Conversation conversation, StoredMessage message, boolean first) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<ChatConversation> known = first ? Optional.empty() : conversations.find(conversation.id());
        if (known.isPresent()) {
            follow(known.get(), conversation, message, now);
            return;
        }
        Optional<MenuSession> asked = first ? Optional.empty() : menu.find(conversation.id());
        if (asked.isPresent()) {
            follow(asked.get(), conversation, message, now);
        } else if (begins(message) && !arrival.wasSentAway(conversation.id())) {
            start(conversation, isRead(message.type()) ? message.created() : now, now);
        }
    }

    private void follow(ChatConversation known, Conversation conversation, StoredMessage message, Instant now) {
        long chatId = known.chatId();
        if (message.type() == MessageTypeName.CONVERSATION_END) {
            if (known.position() == live.position(chatId) && chats.closeEnded(chatId, now) > 0) {
                tags.closed(chatId);
                facts.closed(chatId);
                events.chatChanged(chatId);
            }
        } else if (isRead(message.type())) {
            // Customers are locked before their chats.
            if (message.senderType() == MessageSenderType.CUSTOMER) {
                customers.wrote(chatId, message.created());
            }
            chats.messageStored(chatId, message.created(), now);
        } else if (message.type() == MessageTypeName.CONVERSATION_STATE) {
            // That an older one is let go, which the chat has left, is nothing to the chat.
            if (known.position() == live.position(chatId) && RELEASED.equals(message.body().json().get("status"))) {
                arrival.released(chatId, conversation);
            }
        } else {
            if (message.type() == MessageTypeName.CUSTOMER_INFO) {
                chats.view(chatId).ifPresent(chat -> customers.seen(chat.customerId(), conversation, now));
            }
            chats.touch(chatId, now);
        }
    }

    private void follow(MenuSession asked, Conversation conversation, StoredMessage message, Instant now) {
        if (message.type() == MessageTypeName.CONVERSATION_END) {
            menu.forget(conversation.id());
        } else if (message.type() == MessageTypeName.CUSTOMER_INFO) {
            customers.seen(asked.customerId(), conversation, now);
        } else if (isRead(message.type()) && message.senderType() == MessageSenderType.CUSTOMER) {
            customers.seen(asked.customerId(), conversation, now);
            menu.answer(asked, conversation, message, now);
        }
    }

    private void start(Conversation conversation, Instant lastMessageAt, Instant now) {
        long customerId = customers.findOrCreate(conversation, now);
        if (conversation.state().isOver()) {
            customers.seen(customerId, conversation, now);
            arrival.file(customerId, conversation, entry.department(conversation.entryPoint()), now);
            return;
        }
        // Conversations are locked before their customer.
        menu.lockEarlier(customerId, conversation.accountId());
        if (!arrival.goOn(customerId, conversation, lastMessageAt, now)) {
            menu.leave(customerId, conversation.accountId());
            if (entry.isMenu(conversation.entryPoint())) {
                menu.offer(customerId, conversation, lastMessageAt, now);
            } else {
                arrival.makeChat(customerId, conversation, entry.department(conversation.entryPoint()), lastMessageAt, now);
            }
        }
    }

    /** Whether a conversation that the desk has nothing of may begin with it: not with its end, nor with what the hub says, maybe behind the end. */
    private static boolean begins(StoredMessage message) {
        return message.type() != MessageTypeName.CONVERSATION_END && message.senderType() != MessageSenderType.SYSTEM;
    }

    /** Whether people read such messages; the others only steer. */
    private static boolean isRead(MessageTypeName type) {
        return type == MessageTypeName.TEXT || type.getValue().startsWith("richMessage.");
    }
}
