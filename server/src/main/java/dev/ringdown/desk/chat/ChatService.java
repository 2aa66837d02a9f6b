package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What agents do with chats. Each command locks the chat's conversation, then changes the chat, then speaks into the conversation, all in
 * one transaction. Checks come in the contract's order: 404, 403, 409.
 */
@Singleton
class ChatService {

    private final ChatRepository chats;
    private final ChatAccess access;
    private final LiveConversation live;
    private final HubDoor hub;
    private final DeskSettings settings;
    private final Transactions transactions;
    private final Clock clock;

    ChatService(ChatRepository chats, ChatAccess access, LiveConversation live, HubDoor hub, DeskSettings settings, Transactions transactions, Clock clock) {
        this.chats = chats;
        this.access = access;
        this.live = live;
        this.hub = hub;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Gives an unassigned chat to the caller (GrabChat).
     *
     * @throws DeskException 404; 409 ChatNotUnassigned, ChatClosed
     */
    ChatView grab(Caller caller, long chatId) {
        return transactions.inTransaction(() -> {
            access.visible(caller, chatId);
            Conversation conversation = live.lock(chatId);
            if (chats.grab(chatId, caller.agentId(), caller.manager(), now()) == 0) {
                ChatView chat = access.visible(caller, chatId);
                access.checkActive(chat);
                throw DeskException.conflict(ErrorCode.CHAT_NOT_UNASSIGNED, ChatAccess.CHAT_ID, "The chat is already assigned to an agent.");
            }
            hub.join(conversation.id(), caller.name());
            return chats.view(chatId).orElseThrow();
        });
    }

    /**
     * Sends a text to the customer (SendMessage).
     *
     * @throws DeskException 404; 403 not the holder; 409 ChatNotAssigned, ChatClosed, ConversationOver; 400 MessageTooLong
     */
    StoredMessage say(Caller caller, long chatId, String text) {
        return transactions.inTransaction(() -> {
            access.visible(caller, chatId);
            Conversation conversation = live.lock(chatId);
            ChatView chat = access.visible(caller, chatId);
            access.checkHolder(caller, chat);
            access.checkActive(chat);
            if (chat.statusId() == ChatStatus.UNASSIGNED.getValue()) {
                throw DeskException.conflict(ErrorCode.CHAT_NOT_ASSIGNED, ChatAccess.CHAT_ID, "The chat is not assigned to an agent.");
            }
            StoredMessage stored = hub.say(conversation.id(), text, caller.name());
            chats.answered(chatId, stored.created());
            return stored;
        });
    }

    /**
     * Closes a chat and ends its conversation (CloseChat).
     *
     * @throws DeskException 404; 403 not the holder; 409 ChatClosed
     */
    ChatView close(Caller caller, long chatId) {
        return transactions.inTransaction(() -> {
            access.visible(caller, chatId);
            Conversation conversation = live.lock(chatId);
            if (chats.close(chatId, caller.agentId(), caller.manager(), now()) == 0) {
                ChatView chat = access.visible(caller, chatId);
                access.checkHolder(caller, chat);
                throw ChatAccess.closed();
            }
            if (!conversation.state().isOver()) {
                sayGoodbye(conversation, chatId);
                hub.end(conversation.id());
            }
            return chats.view(chatId).orElseThrow();
        });
    }

    private void sayGoodbye(Conversation conversation, long chatId) {
        settings.chatClosedMessage().ifPresent(text -> {
            try {
                StoredMessage said = hub.say(conversation.id(), text, null);
                chats.lastMessage(chatId, said.created());
            } catch (DeskException e) {
                // A text that the channel is too narrow for must not keep the chat open.
                if (e.code() != ErrorCode.MESSAGE_TOO_LONG) {
                    throw e;
                }
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
