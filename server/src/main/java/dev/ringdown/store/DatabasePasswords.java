package dev.ringdown.store;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;

/**
 * The passwords of the embedded database's two accounts, random, made before the first start.
 *
 * @param ringdown of the server's own account, which owns the database {@code ringdown}
 * @param root     for the operator's work on the database server itself
 */
record DatabasePasswords(String ringdown, String root) {

    /**
     * Reads the file, or makes it with mode 0600 where there is none.
     *
     * @throws IOException if the file cannot be read or written, or lacks a password
     */
    static DatabasePasswords readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file, new DatabasePasswords(random(), random()));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            properties.load(reader);
        }
        return new DatabasePasswords(get(properties, "ringdown", file), get(properties, "root", file));
    }

    private static String get(Properties properties, String account, Path file) throws IOException {
        String password = properties.getProperty(account, "");
        // Nothing but what random() makes: these go into SQL statements.
        if (!password.matches("[A-Za-z0-9_-]{16,}")) {
            throw new IOException(file + " has no usable password for " + account);
        }
        return password;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** On the disk as a whole before any account has these passwords: a crash can't separate the two. */
    private static void write(Path file, DatabasePasswords passwords) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        try (FileChannel channel = FileChannel.open(partial, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            String text = "ringdown=" + passwords.ringdown + "\nroot=" + passwords.root + "\n";
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps the passwords out of logs. */
    @Override
    public String toString() {
        return "DatabasePasswords[]";
    }
}
