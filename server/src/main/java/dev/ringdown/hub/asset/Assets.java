package dev.ringdown.hub.asset;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.store.Transactions;
import io.micronaut.http.HttpMethod;
import jakarta.inject.Singleton;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Files as messages use them. What reads or writes joins the transaction around the call; assets are locked in the order of their ids, after
 * conversations and lanes.
 */
@Singleton
public class Assets {

    /** How long an asset that no message uses is kept (contract, {@code createAsset}). */
    static final Duration UNUSED_LIFE = Duration.ofHours(24);
    /** An upload ends with its URL, 15 minutes after the announcement: one that began this long ago has died with its node. */
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);
    /** At most 200 MiB to delete in one transaction. */
    private static final int BATCH = 20;

    /**
     * An asset that has its content.
     *
     * @param contentType the media type that follows from its name
     * @param size        in bytes
     */
    public record UploadedAsset(String id, String name, String contentType, long size) {
    }

    private final AssetRepository repository;
    private final AssetContents contents;
    private final ContentUrls urls;
    private final Transactions transactions;
    private final Clock clock;

    Assets(AssetRepository repository, AssetContents contents, ContentUrls urls, Transactions transactions, Clock clock) {
        this.repository = repository;
        this.contents = contents;
        this.urls = urls;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Those of the assets that the application made and uploaded, by their ids as given. They cannot be deleted before the transaction around the
     * call ends. What is unknown, another's, not uploaded or no id at all is not among them.
     */
    public Map<String, UploadedAsset> uploadedBy(UUID applicationId, Collection<String> ids) {
        Set<UUID> wanted = ids.stream().flatMap(id -> AssetIds.parse(id).stream()).collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Map<String, UploadedAsset> found = new LinkedHashMap<>();
        for (AssetRow row : transactions.inTransaction(() -> repository.lock(wanted))) {
            if (row.isUploaded() && row.applicationId().equals(applicationId)) {
                String id = row.id().toString();
                found.put(id, new UploadedAsset(id, row.name(), row.contentType(), row.size()));
            }
        }
        return found;
    }

    /**
     * Keeps a file of an application of this process, whole, as an asset that a message can take up from now on.
     *
     * @param contentType its media type, as far as the application vouches for it
     * @param content     at most 10 MiB
     * @return its id
     */
    public String keep(UUID applicationId, String name, String contentType, byte[] content) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        transactions.inTransaction(() -> {
            UUID upload = UuidCreator.getTimeOrderedEpoch();
            repository.save(new AssetRow(id, applicationId, name, contentType, content.length, upload, false,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            contents.addAll(id, upload, content);
        });
        return id.toString();
    }

    /** Deletes an asset that {@link #keep} has stored and that no message has taken up after all. */
    public void discard(String id) {
        transactions.inTransaction(() -> delete(repository.lock(Set.of(UUID.fromString(id))).stream().filter(row -> !row.used()).toList()));
    }

    /**
     * The content of an asset that has one, to be read part by part, in no transaction. Whether the reader may have it is asked before.
     *
     * @param content fails with an IOException if the content is erased meanwhile
     */
    public record Content(String name, String contentType, InputStream content) {
    }

    /** Empty for what is unknown, has no content, or was erased. */
    public Optional<Content> content(String id) {
        return AssetIds.parse(id).flatMap(repository::findById).filter(AssetRow::isUploaded)
                .map(row -> new Content(row.name(), row.contentType(), contents.read(row.id(), row.uploadId(), row.size())));
    }

    /**
     * Notes that a message uses these assets: its conversation's parties can read them from now on, and nobody can delete them.
     *
     * @param ids of assets that {@link #uploadedBy} has found in this transaction; one that is repeated counts once
     */
    public void use(Collection<String> ids, UUID conversationId, UUID messageId) {
        Set<UUID> used = ids.stream().map(UUID::fromString).collect(Collectors.toSet());
        if (used.isEmpty()) {
            return;
        }
        transactions.inTransaction(() -> {
            repository.markUsed(used);
            used.forEach(id -> repository.addUse(id, conversationId, messageId));
        });
    }

    /** Ends a message's use of its assets. Those that no other message uses are erased for good: nobody finds them again. */
    public void erase(UUID messageId) {
        transactions.inTransaction(() -> {
            List<UUID> used = ids(repository.usedBy(messageId));
            if (used.isEmpty()) {
                return;
            }
            // Held, so that no message takes one up between the look for other uses and the end.
            repository.lock(used);
            repository.endUses(messageId);
            delete(repository.withoutUse(used));
        });
    }

    /** A newly signed URL to download an asset's content, good for 15 minutes; costs no statement, and tells nothing of whether there is any. */
    public String downloadUrl(String id) {
        return urls.sign(HttpMethod.GET, id).url();
    }

    /**
     * Deletes the assets that no message has taken up within 24 hours, and what uploads that died with their node have left. Any number of nodes
     * may call it at the same time; it works in small transactions of its own.
     *
     * @return how many assets
     */
    public int deleteUnused() {
        Instant now = clock.instant();
        int deleted = 0;
        for (int batch = BATCH; batch == BATCH; deleted += batch) {
            batch = transactions.inTransaction(() -> delete(repository.lockUnused(now.minus(UNUSED_LIFE), BATCH)));
        }
        contents.discardBegunBefore(now.minus(LONGEST_UPLOAD));
        return deleted;
    }

    private int delete(List<AssetRow> assets) {
        if (!assets.isEmpty()) {
            List<UUID> ids = ids(assets);
            contents.erase(ids);
            repository.delete(ids);
        }
        return assets.size();
    }

    private static List<UUID> ids(List<AssetRow> rows) {
        return List.copyOf(new HashSet<>(rows.stream().map(AssetRow::id).toList()));
    }
}
