package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.RequestConversation;

/**
 * A message of a request from outside.
 *
 * @param conversation the one to continue, or what it takes to start one
 * @param place        where the message stands in the request, for errors: {@code messages.message[0]}
 */
record IncomingMessage(NewMessage message, RequestConversation conversation, String place) {

    boolean starts() {
        return conversation.id() == null;
    }

    String field(String path) {
        return place + "." + path;
    }
}
