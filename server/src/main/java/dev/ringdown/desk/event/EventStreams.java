package dev.ringdown.desk.event;

import io.micronaut.core.annotation.Nullable;
import org.reactivestreams.Publisher;

/**
 * Opens event streams (operation {@code Events}). Apart from what fills them, which knows chats: chats write events, and must not know who
 * reads them.
 */
public interface EventStreams {

    /**
     * A new stream of server-sent events for a session. It begins when it is subscribed to, once, and ends with the session.
     *
     * @param lastEventId to go on after; null: what is numbered from now on
     * @return the bytes of the stream, always whole events
     * @throws dev.ringdown.desk.DeskException 503 when this node ends
     */
    Publisher<byte[]> open(long sessionId, @Nullable Long lastEventId);
}
