package dev.ringdown.hub.asset;

import java.util.Optional;
import java.util.UUID;

/** Ids of assets: to callers an opaque text, which is the id of nothing unless it is one that the hub has made. */
final class AssetIds {

    private AssetIds() {
    }

    /** The id, if it is spelled as the hub spells them. */
    static Optional<UUID> parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
