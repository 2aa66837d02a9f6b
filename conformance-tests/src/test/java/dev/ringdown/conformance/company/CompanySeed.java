package dev.ringdown.conformance.company;

import dev.ringdown.conformance.server.ServerDatabase;
import dev.ringdown.conformance.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Gives a server that was just made a company with a past of a year, straight into its database: far faster than by calls, and the same rows. The
 * company itself (departments, tags, accounts and the like) is made by calls. The same size, seed and end give the same past, but for ids that
 * the server has made.
 */
public final class CompanySeed {

    /** Settings of the database while it is filled: fewer checkpoints, and no waiting for the disk at commits. */
    private static final Map<String, Long> FILLING = Map.of("innodb_flush_log_at_trx_commit", 0L, "innodb_log_file_size", 2L << 30,
            "innodb_io_capacity_max", 8_000L, "innodb_io_capacity", 4_000L);

    private CompanySeed() {
    }

    /**
     * What was done.
     *
     * @param rows     of all tables
     * @param gigabytes of the tables as they lie on the disk
     */
    public record Seeded(CompanySize size, long messages, long rows, Duration took, double gigabytes) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d chats, %,d messages, %,d rows in %.1f s (%,.0f rows/s), %.2f GB", size.chats(), messages, rows,
                    took.toMillis() / 1e3, rows / (took.toMillis() / 1e3), gigabytes);
        }
    }

    /**
     * Fills the database of a fresh server, which runs and goes on running.
     *
     * @param end when the past ends: now, as a rule
     */
    public static Seeded seed(ServerProcess server, CompanySize size, long seed, Instant end) throws Exception {
        ServerDatabase root = ServerDatabase.embeddedAsRoot(server).orElseThrow(() -> new IllegalStateException("Only an embedded database is seeded"));
        ServerDatabase database = ServerDatabase.of(server.server());
        long began = System.nanoTime();
        Instant now = end.truncatedTo(ChronoUnit.MILLIS);
        var random = new SplittableRandom(seed);
        Map<String, Long> usual = set(root, FILLING);
        try (Connection connection = database.connect()) {
            Company company = new CompanySetUp(server.server(), random.split()).setUp(connection, now.minus(WorkingYear.DAYS + 1, ChronoUnit.DAYS));
            var history = new History(size, company, now, random.split(), root::connect, server.dataDirectory().resolve("mariadb").resolve("tmp"));
            try (history) {
                history.write();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO lane_receiver (application_id, role) VALUES (UNHEX('" + company.connector().toString().replace("-", "")
                        + "'), 'customer')");
                statement.execute("ANALYZE TABLE chat, chat_tag, chat_conversation, conversation, conversation_party, message, lane, delivery, customer, "
                        + "customer_word, customer_pair, customer_contact, desk_fact, comment, asset");
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            settle(root);
            return new Seeded(size, history.messages(), history.rows(), took, gigabytes(server.dataDirectory()));
        } finally {
            set(root, usual);
        }
    }

    /** Until what was written lies in its place on the disk: nothing that is measured afterwards has to wait for that. */
    private static void settle(ServerDatabase root) throws SQLException, InterruptedException {
        try (Connection connection = root.connect(); Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_max_dirty_pages_pct = 0, GLOBAL innodb_max_dirty_pages_pct_lwm = 0");
            long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (dirtyPages(statement) > 100 && System.nanoTime() < giveUp) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            statement.execute("SET GLOBAL innodb_max_dirty_pages_pct = 90");
        }
    }

    private static long dirtyPages(Statement statement) throws SQLException {
        try (ResultSet status = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'")) {
            status.next();
            return status.getLong(2);
        }
    }

    private static double gigabytes(Path dataDirectory) throws IOException {
        try (Stream<Path> files = Files.list(dataDirectory.resolve("mariadb").resolve("tables").resolve("ringdown"))) {
            return files.mapToLong(file -> file.toFile().length()).sum() / 1e9;
        }
    }

    /** @return what they were before */
    private static Map<String, Long> set(ServerDatabase root, Map<String, Long> settings) throws SQLException {
        Map<String, Long> before = new HashMap<>();
        try (Connection connection = root.connect(); Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Long> setting : settings.entrySet()) {
                try (ResultSet now = statement.executeQuery("SELECT @@GLOBAL." + setting.getKey())) {
                    now.next();
                    before.put(setting.getKey(), now.getLong(1));
                }
                statement.execute("SET GLOBAL " + setting.getKey() + " = " + setting.getValue());
            }
        }
        return before;
    }
}
