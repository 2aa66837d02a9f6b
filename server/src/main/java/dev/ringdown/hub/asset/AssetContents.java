package dev.ringdown.hub.asset;

import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The bytes of assets. This class alone knows where they lie: in the database, in parts, each written in a transaction of its own as it arrives. The
 * parts of an upload are the content of the asset once its row names that upload; until then nobody reads them.
 */
@Singleton
class AssetContents {

    /** Far below what MySQL and MariaDB take in one statement unless told otherwise. */
    static final int PART_BYTES = 256 * 1024;
    private static final int BATCH = 20;

    private final ContentRepository repository;
    private final Transactions transactions;
    private final Clock clock;

    AssetContents(ContentRepository repository, Transactions transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Writes the first part of an upload that has more, and notes the upload, so that what it leaves is found if it never ends. */
    void begin(UUID asset, UUID upload, byte[] part) {
        transactions.inTransaction(() -> {
            repository.save(new ContentRepository.Upload(upload, asset, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            add(asset, upload, 0, part);
        });
    }

    /**
     * Writes a part.
     *
     * @param part   counted from 0, without gaps
     * @param bytes at most {@link #PART_BYTES}
     */
    void add(UUID asset, UUID upload, int part, byte[] bytes) {
        transactions.inTransaction(() -> repository.add(asset, upload, part, bytes));
    }

    /** Writes a whole content in its parts. */
    void addAll(UUID asset, UUID upload, byte[] content) {
        for (int part = 0; part * PART_BYTES < content.length; part++) {
            add(asset, upload, part, Arrays.copyOfRange(content, part * PART_BYTES, Math.min(content.length, (part + 1) * PART_BYTES)));
        }
    }

    /** Ends an upload whose parts are the content from now on. */
    void complete(UUID upload) {
        repository.endUpload(upload);
    }

    /** Ends an upload and drops its parts. */
    void discard(UUID asset, UUID upload) {
        transactions.inTransaction(() -> {
            repository.deleteParts(asset, upload);
            repository.endUpload(upload);
        });
    }

    /** Drops what uploads have left that began before this time and never ended. */
    void discardBegunBefore(Instant time) {
        for (int batch = BATCH; batch == BATCH; ) {
            batch = transactions.inTransaction(() -> {
                List<ContentRepository.Upload> abandoned = repository.lockBegun(time, BATCH);
                abandoned.forEach(upload -> discard(upload.assetId(), upload.id()));
                return abandoned.size();
            });
        }
    }

    /** Drops everything of these assets. */
    void erase(Collection<UUID> assets) {
        transactions.inTransaction(() -> {
            repository.deleteParts(assets);
            repository.endUploads(assets);
        });
    }

    /** Reads a content part by part, in no transaction. It fails with an IOException if the content is erased meanwhile. */
    InputStream read(UUID asset, UUID upload, int size) {
        return new Parts(asset, upload, size);
    }

    private final class Parts extends InputStream {

        private final UUID asset;
        private final UUID upload;
        private int left;
        private int next;
        private byte[] part = new byte[0];
        private int position;

        private Parts(UUID asset, UUID upload, int size) {
            this.asset = asset;
            this.upload = upload;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            return available(1) == 0 ? -1 : take(1) & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int ready = available(length);
            if (ready == 0) {
                return -1;
            }
            System.arraycopy(part, position, target, offset, ready);
            take(ready);
            return ready;
        }

        /** How much of the length lies ready, after the next part is read if there was nothing; 0 only at the end. */
        private int available(int length) throws IOException {
            if (position == part.length && left > 0) {
                part = repository.part(asset, upload, next).map(ContentRepository.Part::bytes)
                        .filter(bytes -> bytes.length > 0 && bytes.length <= left)
                        .orElseThrow(() -> new IOException("the content of asset " + asset + " is gone"));
                next++;
                position = 0;
            }
            return Math.min(length, part.length - position);
        }

        /** @return the first byte of those taken */
        private byte take(int count) {
            byte first = part[position];
            position += count;
            left -= count;
            return first;
        }
    }
}
