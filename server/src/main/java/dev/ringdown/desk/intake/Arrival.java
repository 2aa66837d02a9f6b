package dev.ringdown.desk.intake;

import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.desk.chat.Chat;
import dev.ringdown.desk.chat.ChatConversation;
import dev.ringdown.desk.chat.ChatConversationRepository;
import dev.ringdown.desk.chat.ChatRepository;
import dev.ringdown.desk.chat.ChatTags;
import dev.ringdown.desk.chat.ChatView;
import dev.ringdown.desk.chat.HubDoor;
import dev.ringdown.desk.chat.LiveConversation;
import dev.ringdown.desk.customer.CustomerDirectory;
import dev.ringdown.desk.department.Department;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.event.DeskEvents;
import dev.ringdown.desk.figure.Facts;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings conversations into departments, in the hub's transaction and with the conversation locked: as a chat of their own, or into the chat that
 * the customer has on the account. Where nobody is there, the account decides what comes of them.
 */
@Singleton
class Arrival {

    private final ChatRepository chats;
    private final ChatConversationRepository conversations;
    private final LiveConversation live;
    private final HubDoor hub;
    private final CustomerDirectory customers;
    private final DepartmentRepository departments;
    private final DeskSettings settings;
    private final Availability availability;
    private final ChatTags tags;
    private final DeskEvents events;
    private final Facts facts;
    private final Transactions transactions;

    Arrival(ChatRepository chats, ChatConversationRepository conversations, LiveConversation live, HubDoor hub, CustomerDirectory customers,
            DepartmentRepository departments, DeskSettings settings, Availability availability, ChatTags tags, DeskEvents events,
            Facts facts, Transactions transactions) {
        this.chats = chats;
        this.conversations = conversations;
        this.live = live;
        this.hub = hub;
        this.customers = customers;
        this.departments = departments;
        this.settings = settings;
        this.availability = availability;
        this.tags = tags;
        this.events = events;
        this.facts = facts;
        this.transactions = transactions;
    }

    /** The conversations that were sent away in this transaction: what else of them is handed over is nobody's. */
    private static final class SentAway {

        private final Set<UUID> conversations = new HashSet<>();
    }

    boolean wasSentAway(UUID conversationId) {
        return sentAway().contains(conversationId);
    }

    /**
     * Goes on in the customer's active chat on the account, if there is one; the conversation before it ends. The customer is locked
     * from then on: of two conversations that come at once, the later one waits and then finds what the other has made.
     */
    boolean goOn(long customerId, Conversation conversation, Instant lastMessageAt, Instant now) {
        boolean active = goOnInActive(customerId, conversation, lastMessageAt, now);
        customers.seen(customerId, conversation, now);
        return active || goOnInActive(customerId, conversation, lastMessageAt, now);
    }

    private boolean goOnInActive(long customerId, Conversation conversation, Instant lastMessageAt, Instant now) {
        Optional<Long> active = chats.findActive(customerId, conversation.accountId());
        while (active.isPresent()) {
            long chatId = active.get();
            UUID before = live.lock(chatId).id();
            // The chat is over with it, if its time is up.
            hub.endIfTimedOut(before);
            if (chats.messageStored(chatId, lastMessageAt, now) > 0) {
                conversations.save(new ChatConversation(conversation.id(), chatId, live.position(chatId) + 1));
                hub.leave(before);
                if (chats.isHeld(chatId)) {
                    waitOn(chatId, conversation, now);
                }
                return true;
            }
            // It is closed.
            active = chats.findActive(customerId, conversation.accountId());
        }
        return false;
    }

    /** A chat that was held goes on with a new conversation: that is held like the one before, unless somebody is there by now. */
    private void waitOn(long chatId, Conversation conversation, Instant now) {
        long departmentId = chats.view(chatId).orElseThrow().departmentId();
        availability.obstacleIn(departmentId).ifPresentOrElse(obstacle -> nobodyAvailable(conversation, departmentId, obstacle, now),
                () -> released(chatId, conversation));
    }

    /**
     * Lets a conversation enter a department, where its chat waits, or go on in the customer's active chat.
     *
     * @param wanted        the default department takes its place if it is disabled meanwhile
     * @param lastMessageAt when the latest message was stored
     */
    void enter(long customerId, Conversation conversation, long wanted, Instant lastMessageAt, Instant now) {
        if (!goOn(customerId, conversation, lastMessageAt, now)) {
            makeChat(customerId, conversation, wanted, lastMessageAt, now);
        }
    }

    /** As {@link #enter}, for a customer who is locked and has no active chat on the account. */
    void makeChat(long customerId, Conversation conversation, long wanted, Instant lastMessageAt, Instant now) {
        Department department = open(wanted);
        Optional<Obstacle> obstacle = availability.obstacleIn(department.id());
        if (obstacle.isEmpty()) {
            long chatId = begin(customerId, conversation, department.id(), lastMessageAt, now, false);
            greet(chatId, customerId, conversation, conversation.created(), department);
        } else {
            sendAway(customerId, conversation, department.id(), obstacle.get(), lastMessageAt, now);
        }
    }

    /** Nobody is there: the hub does what the account wants, and where that is to wait, the chat waits in the department. */
    void sendAway(long customerId, Conversation conversation, long departmentId, Obstacle obstacle, Instant lastMessageAt, Instant now) {
        if (nobodyAvailable(conversation, departmentId, obstacle, now)) {
            begin(customerId, conversation, open(departmentId).id(), lastMessageAt, now, true);
        } else {
            sentAway().add(conversation.id());
        }
    }

    /** @return whether the conversation goes on */
    private boolean nobodyAvailable(Conversation conversation, long departmentId, Obstacle obstacle, Instant now) {
        hub.nobodyAvailable(conversation.id(), obstacle.reason(), settings.outOfHoursMessage().orElse(null));
        boolean goesOn = !hub.lock(conversation.id()).state().isOver();
        facts.contact(obstacle == Obstacle.NOBODY_ONLINE, goesOn, departmentId, now);
        return goesOn;
    }

    /** What was said to a bot alone, as a closed chat: to be read, and nothing to the chat that the customer may have. */
    void file(long customerId, Conversation conversation, long departmentId, Instant now) {
        Chat chat = chats.save(new Chat(null, ChatStatus.CLOSED.getValue(), customerId, conversation.accountId(), departmentId, null,
                conversation.channelType(), now, null, null, null, now, now, now, null, null, null, isReturning(customerId, conversation)));
        conversations.save(new ChatConversation(conversation.id(), chat.id(), 1));
        facts.started(chat.id());
        facts.closed(chat.id());
        events.chatChanged(chat.id());
    }

    /** Agents are there for a chat: one that was held, and is not closed, is greeted as one that has just come. */
    void released(long chatId, Conversation conversation) {
        if (chats.letGo(chatId) > 0) {
            ChatView chat = chats.view(chatId).orElseThrow();
            // The chat may be older than its conversation, and the conversation, which was asked for a department, older than its chat.
            Instant began = chat.startedAt().isBefore(conversation.created()) ? chat.startedAt() : conversation.created();
            greet(chatId, chat.customerId(), conversation, began, departments.findById(chat.departmentId()).orElseThrow());
        }
    }

    private long begin(long customerId, Conversation conversation, long departmentId, Instant lastMessageAt, Instant now, boolean held) {
        Chat chat = chats.save(new Chat(null, ChatStatus.UNASSIGNED.getValue(), customerId, conversation.accountId(), departmentId, null,
                conversation.channelType(), now, null, null, null, null, lastMessageAt.isBefore(now) ? now : lastMessageAt, now, true, now, held ? true : null,
                isReturning(customerId, conversation)));
        conversations.save(new ChatConversation(conversation.id(), chat.id(), 1));
        facts.started(chat.id());
        tags.enter(chat.id(), departmentId, now);
        events.chatChanged(chat.id());
        return chat.id();
    }

    private boolean isReturning(long customerId, Conversation conversation) {
        return customers.wasSeenBefore(customerId, conversation.created());
    }

    private void greet(long chatId, long customerId, Conversation conversation, Instant began, Department department) {
        String text = customers.wasSeenBefore(customerId, began) ? department.returningCustomerMessage()
                : department.newCustomerMessage();
        Optional.ofNullable(text).flatMap(words -> hub.sayIfItFits(conversation.id(), words))
                .ifPresent(said -> chats.lastMessage(chatId, said.created()));
    }

    /** Held until the transaction ends: it is not disabled before the chat is in it. */
    private Department open(long wanted) {
        Optional<Department> open = departments.lockShared(wanted).filter(Department::enabled);
        while (open.isEmpty()) {
            // The default department is always enabled; the one that was it a moment ago need not be.
            open = departments.lockShared(settings.defaultDepartmentId()).filter(Department::enabled);
        }
        return open.get();
    }

    private Set<UUID> sentAway() {
        return transactions.own(SentAway.class, SentAway::new).conversations;
    }
}
