package dev.ringdown.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory that holds the embedded database, owned by one server at a time.
 *
 * <p>What is created here is closed to other users. A directory that exists already keeps its own mode (it may be anything, even
 * {@code /tmp}); everything of ours lies in a subdirectory of mode 0700.
 */
final class DataDirectory implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * The directories owned within this JVM. Asked before the lock file is opened: under POSIX, closing any other descriptor of a locked
     * file gives up the lock, so that a second attempt in the same JVM would take the lock away from the first.
     */
    private static final Set<Path> OWNED_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory where it is missing and takes its ownership until {@link #close()} or the end of the process.
     *
     * @throws DatabaseRefusedException if it is in use, no directory, or not writable
     */
    static DataDirectory own(Path configured) {
        Path path = create(configured);
        if (!OWNED_HERE.add(path)) {
            throw inUse(path, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            OWNED_HERE.remove(path);
            throw new DatabaseRefusedException("The data directory " + path + " cannot be used: " + reason(e) + ".", e);
        } catch (DatabaseRefusedException e) {
            OWNED_HERE.remove(path);
            throw e;
        }
    }

    private static Path create(Path configured) {
        Path path = configured.toAbsolutePath().normalize();
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path, OWNER_ONLY);
            }
            // The real path, so that one directory under two names is still one.
            Path real = path.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new DatabaseRefusedException("The data directory " + path + " is not a directory.");
            }
            Path ours = real.resolve("mariadb");
            if (!Files.exists(ours)) {
                Files.createDirectory(ours, OWNER_ONLY);
            }
            Files.setPosixFilePermissions(ours, OWNER_ONLY.value());
            return real;
        } catch (IOException e) {
            throw new DatabaseRefusedException("The data directory " + path + " cannot be created or written: " + reason(e) + ".", e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean owned = false;
        try {
            owned = channel.tryLock() != null;
            if (!owned) {
                throw inUse(path, read(channel));
            }
            // Only for the message of a server that comes too late; the lock itself is the kernel's and ends with the process.
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
            return channel;
        } finally {
            if (!owned) {
                channel.close();
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
    }

    private static DatabaseRefusedException inUse(Path path, String process) {
        return new DatabaseRefusedException("The data directory " + path + " is in use by another Ringdown server (process " + process
                + "). Stop that one, or give this one its own directory by RINGDOWN_DATA_DIR.");
    }

    /** What a file system exception says, without the path when that is all it says. */
    static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        String message = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return message == null ? name : name + ", " + message;
    }

    /** The database's own files: tables, logs of InnoDB. Absent until the first start has succeeded. */
    Path tables() {
        return ours("tables");
    }

    /** Temporary files of the database. */
    Path temporary() {
        return ours("tmp");
    }

    /** The log of the database server. */
    Path log() {
        return ours("mariadb.log");
    }

    /** Written by the database server, for operators. */
    Path processId() {
        return ours("mariadb.pid");
    }

    /** The accounts' passwords, mode 0600. */
    Path passwords() {
        return ours("passwords.properties");
    }

    /** The unpacked programs of one version of the database. */
    Path programs(String version) {
        return ours("programs-" + version);
    }

    private Path ours(String name) {
        return path.resolve("mariadb").resolve(name);
    }

    /** Gives up the ownership. Call when the database has ended. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OWNED_HERE.remove(path);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
