package dev.ringdown.hub.asset;

import dev.ringdown.web.ApiException;
import jakarta.inject.Singleton;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Bounds how many uploads this node has under way, and with them their memory, threads and unfinished parts: a slow client keeps its place for as
 * long as its URL holds. One application never gets more than half of them.
 */
@Singleton
class UploadPlaces {

    static final int ALTOGETHER = 128;
    static final int PER_APPLICATION = ALTOGETHER / 2;

    private final Map<UUID, Integer> taken = new HashMap<>();
    private int all;

    /** A place that is held until it is closed. */
    interface Place extends AutoCloseable {

        @Override
        void close();
    }

    /** @throws ApiException 503-101 there is none at the moment */
    synchronized Place take(UUID applicationId) {
        int own = taken.getOrDefault(applicationId, 0);
        if (all == ALTOGETHER || own == PER_APPLICATION) {
            throw new UploadsBusyException();
        }
        all++;
        taken.put(applicationId, own + 1);
        return () -> giveBack(applicationId);
    }

    private synchronized void giveBack(UUID applicationId) {
        all--;
        taken.computeIfPresent(applicationId, (id, own) -> own == 1 ? null : own - 1);
    }
}
