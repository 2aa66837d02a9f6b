package dev.ringdown.security;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that holds the key when nobody gave one: base64, readable by its owner only. */
final class SecretKeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(SecretKeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private SecretKeyFile() {
    }

    /**
     * Reads the key, or makes it. Two that make it at the same moment get the same one; a crash leaves either the
     * whole file or none, and a key that was handed out is on the disk.
     *
     * @throws ConfigurationException when the file is there but cannot be read or holds no key
     */
    static byte[] readOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new ConfigurationException("the key file " + file.toAbsolutePath()
                    + " can be neither read nor made: " + e, e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] key = MasterKey.decode(Files.readString(file, StandardCharsets.US_ASCII), "the key file "
                + file.toAbsolutePath());
        EnumSet<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty()) {
            LOG.warn("The key file {} is open to others than its owner: {}", file.toAbsolutePath(), others);
        }
        return key;
    }

    private static void create(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
        }
        Path draft = Files.createTempFile(directory, "secret", ".tmp",
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            write(draft);
            // A link, unlike a rename, never replaces a key that another process made meanwhile.
            Files.createLink(file, draft);
            sync(directory);
            LOG.info("Made a key for the secrets in the database: {}. Keep a copy of it with your backups.",
                    file.toAbsolutePath());
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another process made {} first", file);
        } finally {
            delete(draft);
        }
    }

    private static void write(Path draft) throws IOException {
        byte[] key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap(Base64.getEncoder().encode(key));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
