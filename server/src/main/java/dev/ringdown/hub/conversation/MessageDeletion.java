package dev.ringdown.hub.conversation;

/** How the customer has deleted a message: hidden, until it takes that back, or erased for good. */
enum MessageDeletion {
    SOFT, PERMANENT
}
