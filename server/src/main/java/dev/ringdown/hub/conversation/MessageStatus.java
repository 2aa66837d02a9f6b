package dev.ringdown.hub.conversation;

/** What became of a message: stored, then with all its receivers, or given up. */
public enum MessageStatus {
    ACCEPTED, SENT, FAILED
}
