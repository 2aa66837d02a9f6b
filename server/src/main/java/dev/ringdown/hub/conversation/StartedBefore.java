package dev.ringdown.hub.conversation;

import java.util.UUID;

/** A start has come again: undoes what the second one began, and says which conversation the first one made. */
final class StartedBefore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final transient UUID conversationId;

    StartedBefore(String place, UUID conversationId) {
        super(null, null, false, false);
        this.place = place;
        this.conversationId = conversationId;
    }

    /** Which message of the request it was. */
    String place() {
        return place;
    }

    UUID conversationId() {
        return conversationId;
    }
}
