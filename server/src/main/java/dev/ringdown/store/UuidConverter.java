package dev.ringdown.store;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A {@link UUID} as {@code BINARY(16)}, most significant byte first: UUIDv7 sorts by its time. Applied by {@link BinaryUuid}.
 */
@Singleton
public class UuidConverter implements AttributeConverter<UUID, byte[]> {

    @Override
    public byte[] convertToPersistedValue(UUID id, ConversionContext context) {
        return id == null ? null : toBytes(id);
    }

    @Override
    public UUID convertToEntityValue(byte[] bytes, ConversionContext context) {
        return bytes == null ? null : fromBytes(bytes);
    }

    /** For plain JDBC. */
    public static byte[] toBytes(UUID id) {
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }

    /**
     * For plain JDBC.
     *
     * @throws IllegalArgumentException if these are not 16 bytes
     */
    public static UUID fromBytes(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("A UUID has 16 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
