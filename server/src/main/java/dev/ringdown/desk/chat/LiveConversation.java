package dev.ringdown.desk.chat;

import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.ConversationService;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

import java.util.UUID;

/** Locks the conversation that a chat goes on in: whoever changes a chat holds it, so a chat does not change under its holder. */
@Singleton
public class LiveConversation {

    private final ChatConversationRepository conversations;
    private final BeanProvider<ConversationService> hub;

    LiveConversation(ChatConversationRepository conversations, BeanProvider<ConversationService> hub) {
        this.conversations = conversations;
        this.hub = hub;
    }

    /** For the transaction around it. The conversation of a closed chat is its last one. */
    public Conversation lock(long chatId) {
        UUID wanted = idOf(chatId);
        while (true) {
            Conversation locked = hub.get().lock(wanted).orElseThrow();
            // Until it was locked, the chat may have gone on with a new conversation.
            UUID live = idOf(chatId);
            if (live.equals(wanted)) {
                return locked;
            }
            wanted = live;
        }
    }

    /** The place of the live conversation in the chat. */
    public int position(long chatId) {
        return conversations.live(chatId).orElseThrow().position();
    }

    private UUID idOf(long chatId) {
        return conversations.live(chatId).orElseThrow().conversationId();
    }
}
