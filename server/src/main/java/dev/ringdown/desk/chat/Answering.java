package dev.ringdown.desk.chat;

import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.asset.Assets;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

/** Sends what agents say to customers (SendMessage). */
@Singleton
class Answering {

    private final ChatRepository chats;
    private final ChatAccess access;
    private final LiveConversation live;
    private final HubDoor hub;
    private final Assets assets;
    private final Transactions transactions;

    Answering(ChatRepository chats, ChatAccess access, LiveConversation live, HubDoor hub, Assets assets, Transactions transactions) {
        this.chats = chats;
        this.access = access;
        this.live = live;
        this.hub = hub;
        this.assets = assets;
        this.transactions = transactions;
    }

    /** @throws DeskException 404; 403 not the holder; 409 ChatNotAssigned, ChatClosed, ConversationOver; 400 MessageTooLong */
    StoredMessage say(Caller caller, long chatId, String text) {
        return transactions.inTransaction(() -> {
            Conversation conversation = admit(caller, chatId);
            return said(chatId, hub.say(conversation.id(), text, caller.name()));
        });
    }

    /**
     * As {@link #say}, with a file. The file is stored before the conversation is locked: nobody waits while it is written.
     *
     * @throws DeskException as {@link #say}; 413 and 415 by the rules of the channel
     */
    StoredMessage say(Caller caller, long chatId, @Nullable String text, OutgoingFile file) {
        check(caller, access.visible(caller, chatId));
        String asset = assets.keep(DeskApplication.ID, file.name(), file.type(), file.content());
        try {
            return transactions.inTransaction(() -> {
                Conversation conversation = admit(caller, chatId);
                return said(chatId, hub.sayWithFile(conversation.id(), text, asset, caller.name()));
            });
        } catch (DeskException e) {
            assets.discard(asset);
            throw e;
        }
    }

    private Conversation admit(Caller caller, long chatId) {
        access.visible(caller, chatId);
        Conversation conversation = live.lock(chatId);
        check(caller, access.visible(caller, chatId));
        return conversation;
    }

    private void check(Caller caller, ChatView chat) {
        access.checkHolder(caller, chat);
        access.checkActive(chat);
        access.checkAssigned(chat);
    }

    private StoredMessage said(long chatId, StoredMessage stored) {
        chats.answered(chatId, stored.created());
        return stored;
    }
}
