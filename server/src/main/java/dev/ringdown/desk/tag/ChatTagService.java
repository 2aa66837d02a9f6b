package dev.ringdown.desk.tag;

import dev.ringdown.api.agentchat.model.Chat;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.chat.ChatAccess;
import dev.ringdown.desk.chat.ChatRepository;
import dev.ringdown.desk.chat.ChatTags;
import dev.ringdown.desk.chat.ChatView;
import dev.ringdown.desk.chat.ShownChats;
import dev.ringdown.desk.event.DeskEvents;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Puts tags on chats and takes them off. Checks come in the contract's order: 404, what disagrees, the choice of the chat, 403, the other 409. */
@Singleton
public class ChatTagService {

    private static final String TAG_ID = "TagID";
    private static final String CUSTOMER_ID = "CustomerID";

    private final ChatAccess access;
    private final ChatTags tags;
    private final ChatRepository chats;
    private final ShownChats shown;
    private final DeskEvents events;
    private final Transactions transactions;
    private final Clock clock;

    ChatTagService(ChatAccess access, ChatTags tags, ChatRepository chats, ShownChats shown, DeskEvents events, Transactions transactions, Clock clock) {
        this.access = access;
        this.tags = tags;
        this.chats = chats;
        this.shown = shown;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Puts a tag on a chat, or on the chat that is meant by its customer (AddTag).
     *
     * @param chatId     null: the customer's
     * @param customerId not null where {@code chatId} is; else null, or the customer of that chat
     * @throws DeskException 404; 400 the chat is not the customer's; 409 NoActiveChat, SeveralActiveChats; 403 not the holder; 409 ChatClosed,
     *     TagDisabled
     */
    Chat add(Caller caller, @Nullable Long chatId, @Nullable Long customerId, long tagId) {
        return transactions.inTransaction(() -> {
            ChatView named = chatId == null ? null : access.visible(caller, chatId);
            if (customerId != null) {
                access.checkCustomer(customerId);
            }
            checkListed(tagId);
            if (named != null && customerId != null && named.customerId() != customerId) {
                throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, CUSTOMER_ID, "The chat is not one of this customer.");
            }
            ChatView chat = named == null ? access.lockHeldOf(caller, customerId) : access.lockHeld(caller, chatId);
            put(chat.id(), tagId);
            return shown.now(chat.id());
        });
    }

    /**
     * Puts a tag on the chat that is meant by its customer, as a part of the transaction around the call. That there is such a customer, the
     * callers check.
     *
     * @param lockCustomer is run between the lock of the conversation and that of the chat, where the customer is to be locked
     * @throws DeskException 404 the tag; 409 NoActiveChat, SeveralActiveChats; 403 not the holder; 409 TagDisabled
     */
    public void addToChatOf(Caller caller, long customerId, long tagId, Runnable lockCustomer) {
        checkListed(tagId);
        long chatId = access.lockHeldOf(caller, customerId).id();
        lockCustomer.run();
        put(chatId, tagId);
    }

    /**
     * Takes a tag off a chat (RemoveTag).
     *
     * @throws DeskException 404; 403 not the holder; 409 ChatClosed
     */
    Chat remove(Caller caller, long chatId, long tagId) {
        return transactions.inTransaction(() -> {
            access.visible(caller, chatId);
            if (!tags.isOn(chatId, tagId)) {
                checkListed(tagId);
            }
            access.lockHeld(caller, chatId);
            if (tags.remove(chatId, tagId)) {
                changed(chatId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            }
            return shown.now(chatId);
        });
    }

    private void put(long chatId, long tagId) {
        if (tags.isOn(chatId, tagId)) {
            return;
        }
        // The chat first: the tag's reference to it locks it for reading, which another may wait for who is to change it before.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        changed(chatId, now);
        if (!tags.add(chatId, tagId, now)) {
            throw DeskException.conflict(ErrorCode.TAG_DISABLED, TAG_ID, "The tag or its group is disabled.");
        }
    }

    private void changed(long chatId, Instant now) {
        chats.touch(chatId, now);
        events.chatChanged(chatId);
    }

    private void checkListed(long tagId) {
        if (!tags.isListed(tagId)) {
            throw DeskException.notFound(TAG_ID, "tag");
        }
    }
}
