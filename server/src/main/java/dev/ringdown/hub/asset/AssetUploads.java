package dev.ringdown.hub.asset;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Takes the bytes of assets. They are read as the client sends them, with no transaction open and one part in memory, and belong to an upload
 * of their own until they are whole; then one conditional update makes them the content, so that of several uploads exactly one wins.
 */
@Singleton
class AssetUploads {

    /** The largest content of an asset, in bytes. */
    static final int LARGEST = 10 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AssetUploads.class);

    private final AssetRepository repository;
    private final AssetContents contents;
    private final ContentUrls urls;
    private final UploadPlaces places;
    private final Transactions transactions;

    AssetUploads(AssetRepository repository, AssetContents contents, ContentUrls urls, UploadPlaces places, Transactions transactions) {
        this.repository = repository;
        this.contents = contents;
        this.urls = urls;
        this.places = places;
        this.transactions = transactions;
    }

    /**
     * Reads the content and keeps it for good. Nothing of it is left when it is refused.
     *
     * @param expires     when the URL ends; the upload with it, whole or not
     * @param contentType what the client says of the content, in lower case and without parameters
     * @param length      how much the client says that it will send
     * @param body        null if there is none
     * @throws HubException 403-111, 404-101
     */
    void upload(AssetRow asset, long expires, String contentType, OptionalLong length, @Nullable InputStream body) {
        if (asset.isUploaded()) {
            throw thereAlready();
        }
        if (!contentType.equals(asset.contentType())) {
            throw new HubException(HubErrorCode.SIGNATURE, "The content has another Content-Type than follows from the name of the asset.")
                    .with("contentType", asset.contentType());
        }
        if (body == null || length.isPresent() && length.getAsLong() != asset.size()) {
            throw otherSize(asset);
        }
        try (UploadPlaces.Place place = places.take(asset.applicationId())) {
            new Upload(asset, expires).take(body);
        }
    }

    private static HubException thereAlready() {
        return new HubException(HubErrorCode.SIGNATURE, "The asset has its content already; it never changes.");
    }

    private static HubException otherSize(AssetRow asset) {
        return new HubException(HubErrorCode.SIGNATURE, "The content has another size than was announced.")
                .with("size", Integer.toString(asset.size()));
    }

    /** One attempt to give an asset its content. */
    private final class Upload {

        private final UUID id = UuidCreator.getTimeOrderedEpoch();
        private final AssetRow asset;
        private final long expires;
        private final byte[] part;
        private int filled;
        private int parts;

        private Upload(AssetRow asset, long expires) {
            this.asset = asset;
            this.expires = expires;
            this.part = new byte[Math.min(AssetContents.PART_BYTES, asset.size())];
        }

        private void take(InputStream body) {
            boolean whole = false;
            try {
                readAll(body);
                complete();
                whole = true;
            } catch (IOException e) {
                // Most often nobody is there any more to hear this.
                throw new HubException(HubErrorCode.SIGNATURE, "The upload broke off.");
            } catch (DataAccessException e) {
                throw DatabaseErrors.isForeignKeyViolation(e) ? HubException.notFound("asset") : e;
            } finally {
                if (!whole && parts > 0) {
                    discard();
                }
            }
        }

        private void readAll(InputStream body) throws IOException {
            int received = 0;
            while (true) {
                if (filled == part.length) {
                    keepPart();
                }
                int read = body.read(part, filled, part.length - filled);
                urls.checkTime(expires);
                if (read < 0) {
                    break;
                }
                received += read;
                if (received > LARGEST) {
                    throw new HubException(HubErrorCode.TOO_LARGE, "The content is larger than 10 MiB.");
                }
                if (received > asset.size()) {
                    throw otherSize(asset);
                }
                filled += read;
            }
            if (received < asset.size()) {
                throw otherSize(asset);
            }
        }

        private void keepPart() {
            if (parts == 0) {
                contents.begin(asset.id(), id, part);
            } else {
                contents.add(asset.id(), id, parts, part);
            }
            parts++;
            filled = 0;
        }

        /** The asset first: of two that complete at the same moment one waits here, and holds nothing that the other wants. */
        private void complete() {
            transactions.inTransaction(() -> {
                if (repository.complete(asset.id(), id) == 0) {
                    throw repository.findById(asset.id()).isPresent() ? thereAlready() : HubException.notFound("asset");
                }
                if (filled > 0) {
                    contents.add(asset.id(), id, parts, Arrays.copyOf(part, filled));
                }
                contents.complete(id);
            });
        }

        private void discard() {
            try {
                contents.discard(asset.id(), id);
            } catch (RuntimeException e) {
                LOG.warn("What an upload to asset {} has left could not be removed; the sweep will", asset.id(), e);
            }
        }
    }
}
