package dev.ringdown.desk.chat;

import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.figure.Facts;
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
    private final Facts facts;
    private final Transactions transactions;

    Answering(ChatRepository chats, ChatAccess access, LiveConversation live, HubDoor hub, Assets assets, Facts facts,
              Transactions transactions) {
        this.chats = chats;
        this.access = access;
        this.live = live;
        this.hub = hub;
        this.assets = assets;
        this.facts = facts;
        this.transactions = transactions;
    }

    /** @throws DeskException 404; 403 not the holder; 409 ChatNotAssigned, ChatClosed, ConversationOver; 400 MessageTooLong */
    StoredMessage say(Caller caller, long chatId, String text) {
        return transactions.inTransaction(() -> {
            Admitted admitted = admit(caller, chatId);
            return said(caller, admitted.chat(), hub.say(admitted.conversation().id(), text, caller.name()));
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
                Admitted admitted = admit(caller, chatId);
                return said(caller, admitted.chat(), hub.sayWithFile(admitted.conversation().id(), text, asset, caller.name()));
            });
        } catch (DeskException e) {
            assets.discard(asset);
            throw e;
        }
    }

    /** A chat in which the caller may speak, and the conversation that it goes on in, locked. */
    private record Admitted(ChatView chat, Conversation conversation) {
    }

    private Admitted admit(Caller caller, long chatId) {
        access.visible(caller, chatId);
        Conversation conversation = live.lock(chatId);
        ChatView chat = access.visible(caller, chatId);
        check(caller, chat);
        return new Admitted(chat, conversation);
    }

    private void check(Caller caller, ChatView chat) {
        access.checkHolder(caller, chat);
        access.checkActive(chat);
        access.checkAssigned(chat);
    }

    private StoredMessage said(Caller caller, ChatView chat, StoredMessage stored) {
        chats.answered(chat.id(), stored.created());
        if (chat.firstResponseAt() == null) {
            facts.responded(chat.id(), caller.agentId());
        }
        return stored;
    }
}
