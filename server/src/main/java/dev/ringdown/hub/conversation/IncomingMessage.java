package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.RequestConversation;

/**
 * A message of a request from outside.
 *
 * @param conversation the one to continue, or what it takes to start one
 * @param place        where the message stands in the request, for errors: {@code messages.message[0]}
 */
record IncomingMessage(NewMessage message, RequestConversation conversation, String place) {

    /** A message without a conversation starts one; but that agents are available is said of their application. */
    boolean starts() {
        return conversation.id() == null && message.type() != MessageTypeName.AGENT_AVAILABLE;
    }

    String field(String path) {
        return place + "." + path;
    }
}
