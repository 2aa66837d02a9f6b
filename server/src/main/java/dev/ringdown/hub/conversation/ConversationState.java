package dev.ringdown.hub.conversation;

/** Who serves a conversation, or how it ended. */
public enum ConversationState {
    OPEN_BOT, OPEN_AGENT, QUEUED, ENDED, TIMED_OUT;

    public boolean isOver() {
        return this == ENDED || this == TIMED_OUT;
    }
}
