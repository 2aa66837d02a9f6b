package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Objects;

/** Who sees and who holds a chat (agentchat, "Who may do what"): an Agent sees those of own departments and acts in those held, a Manager in all. */
@Singleton
public class ChatAccess {

    static final String CHAT_ID = "ChatID";
    static final String CUSTOMER_ID = "CustomerID";

    private final ChatRepository chats;
    private final LiveConversation live;

    ChatAccess(ChatRepository chats, LiveConversation live) {
        this.chats = chats;
        this.live = live;
    }

    /** @throws DeskException 404 for an unknown chat and one of other departments alike */
    public ChatView visible(Caller caller, long chatId) {
        return chats.findVisible(chatId, caller.agentId(), caller.manager()).orElseThrow(() -> DeskException.notFound(CHAT_ID, "chat"));
    }

    /**
     * The active chat that the caller may act in, its conversation locked for the transaction around the call.
     *
     * @throws DeskException 404; 403 an Agent who does not hold it; 409 ChatClosed
     */
    public ChatView lockHeld(Caller caller, long chatId) {
        visible(caller, chatId);
        live.lock(chatId);
        ChatView chat = visible(caller, chatId);
        checkHolder(caller, chat);
        checkActive(chat);
        return chat;
    }

    /** @throws DeskException 404 */
    public void checkCustomer(long customerId) {
        if (chats.countCustomers(customerId) == 0) {
            throw DeskException.notFound(CUSTOMER_ID, "customer");
        }
    }

    /**
     * The active chat that is meant where a customer is named instead of a chat, its conversation locked for the transaction around the call:
     * among the customer's active chats that the caller sees, the caller's own open one, else the only one ("The chat of a customer"). That
     * there is such a customer, the callers check.
     *
     * @throws DeskException 409 NoActiveChat, SeveralActiveChats; 403 an Agent who does not hold it
     */
    public ChatView lockHeldOf(Caller caller, long customerId) {
        ChatView chosen = ofCustomer(caller, customerId);
        while (true) {
            live.lock(chosen.id());
            // Until it was locked, it may have been closed, or another one may have become the one that is meant.
            ChatView chat = ofCustomer(caller, customerId);
            if (chat.id() == chosen.id()) {
                checkHolder(caller, chat);
                return chat;
            }
            chosen = chat;
        }
    }

    private ChatView ofCustomer(Caller caller, long customerId) {
        List<ChatView> active = chats.activeOf(customerId, caller.agentId(), caller.manager());
        if (active.isEmpty()) {
            throw DeskException.conflict(ErrorCode.NO_ACTIVE_CHAT, CUSTOMER_ID, "The customer has no active chat.");
        }
        if (active.size() == 1) {
            return active.get(0);
        }
        List<ChatView> own = active.stream().filter(chat -> Objects.equals(chat.agentId(), caller.agentId())).toList();
        if (own.size() != 1) {
            throw DeskException.conflict(ErrorCode.SEVERAL_ACTIVE_CHATS, CUSTOMER_ID, "The customer has several active chats: name one.");
        }
        return own.get(0);
    }

    /** @throws DeskException 403 for an Agent who does not hold the chat */
    void checkHolder(Caller caller, ChatView chat) {
        if (!caller.manager() && !Objects.equals(chat.agentId(), caller.agentId())) {
            throw DeskException.notAllowed(CHAT_ID, "The chat is not held by you.");
        }
    }

    /** @throws DeskException 409 ChatClosed */
    void checkActive(ChatView chat) {
        if (chat.statusId() == ChatStatus.CLOSED.getValue()) {
            throw closed();
        }
    }

    /** @throws DeskException 409 ChatNotAssigned */
    void checkAssigned(ChatView chat) {
        if (chat.statusId() == ChatStatus.UNASSIGNED.getValue()) {
            throw DeskException.conflict(ErrorCode.CHAT_NOT_ASSIGNED, CHAT_ID, "The chat is not assigned to an agent.");
        }
    }

    static DeskException closed() {
        return DeskException.conflict(ErrorCode.CHAT_CLOSED, CHAT_ID, "The chat is closed.");
    }
}
