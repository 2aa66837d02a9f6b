package dev.ringdown.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The first start: system tables, the two accounts and the empty database {@code ringdown}. */
final class DatabaseInstallation {

    private static final List<String> SCRIPTS = List.of(
            "share/mariadb_system_tables.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_system_tables_data.sql",
            "share/maria_add_gis_sp_bootstrap.sql",
            "share/mariadb_sys_schema.sql");

    private DatabaseInstallation() {
    }

    /**
     * Makes {@link DataDirectory#tables()}, which appears only when it is complete: a crash on the way leaves no half database.
     *
     * @throws DatabaseRefusedException if the database server fails at it; its log says why
     */
    static void install(DatabasePrograms programs, DataDirectory directory, DatabasePasswords passwords) throws IOException {
        Path unfinished = directory.tables().resolveSibling("tables.unfinished");
        deleteUnfinished(unfinished);
        Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        DatabaseServer server = DatabaseServer.bootstrap(programs, directory, unfinished);
        IOException broken = null;
        try (BufferedWriter sql = server.process().outputWriter(StandardCharsets.UTF_8)) {
            for (String line : statements(passwords)) {
                sql.write(line);
                sql.newLine();
            }
        } catch (IOException e) {
            // It has ended early; why stands in its log.
            broken = e;
        }
        if (!server.awaitEnd() || broken != null) {
            throw new DatabaseRefusedException("The embedded database cannot be made in " + directory + ": " + server.complaint()
                    + ". Its log: " + directory.log(), broken);
        }
        // What the tool mariadb-upgrade looks for.
        Files.writeString(unfinished.resolve("mariadb_upgrade_info"), DatabasePrograms.VERSION + "-MariaDB");
        Files.move(unfinished, directory.tables(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> statements(DatabasePasswords passwords) throws IOException {
        List<String> lines = new ArrayList<>(List.of("create database mysql;", "use mysql;", "set @auth_root_socket=null;"));
        for (String script : SCRIPTS) {
            // As the option --cross-bootstrap of mariadb-install-db: no accounts by the name of this machine.
            DatabasePrograms.script(script).stream().filter(line -> !line.contains("@current_hostname")).forEach(lines::add);
        }
        lines.addAll(List.of(
                // Account statements work only from here on: a bootstrap begins without grants.
                "flush privileges;",
                "drop user if exists ''@'localhost', 'root'@'::1', 'root'@'127.0.0.1';",
                "alter user 'root'@'localhost' identified by '" + passwords.root() + "';",
                "rename user 'root'@'localhost' to 'root'@'127.0.0.1';",
                "create database ringdown character set utf8mb4 collate utf8mb4_unicode_ci;",
                "create user 'ringdown'@'127.0.0.1' identified by '" + passwords.ringdown() + "';",
                "grant all on ringdown.* to 'ringdown'@'127.0.0.1';"));
        return lines;
    }

    /** Only ever the directory of an installation that did not end: no server has worked on it. */
    private static void deleteUnfinished(Path unfinished) throws IOException {
        if (!Files.exists(unfinished)) {
            return;
        }
        Files.walkFileTree(unfinished, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
