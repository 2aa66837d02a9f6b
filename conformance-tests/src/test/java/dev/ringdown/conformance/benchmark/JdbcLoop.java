package dev.ringdown.conformance.benchmark;

import dev.ringdown.conformance.server.ServerDatabase;
import dev.ringdown.conformance.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The floor: the statements of the accepting transaction, as the server itself has just sent them, commits and all, on the same database
 * and the same tables, by threads that do nothing else.
 */
final class JdbcLoop {

    /** As the server's own connections ({@code ConnectionParameters}). */
    private static final String PARAMETERS = "&useServerPrepStmts=true&cachePrepStmts=true&prepStmtCacheSize=250&prepStmtCacheSqlLimit=4096"
            + "&useLocalSessionState=true&connectionCollation=utf8mb4_unicode_ci";
    private static final int DEADLOCK = 1213;
    /** More than the most threads, the server's pool, and some. */
    private static final int MOST_CONNECTIONS = 151;

    private final ServerDatabase database;
    private final List<Replay> replays;

    private JdbcLoop(ServerDatabase database, List<Replay> replays) {
        this.database = database;
        this.replays = replays;
    }

    /** The log, switched on before the server has prepared what is to be replayed; {@link #recorded} switches it off. */
    static final class Recording {
        private final ServerDatabase database;
        private final Path file;

        Recording(ServerProcess server, ServerDatabase root) throws SQLException {
            database = root;
            file = server.dataDirectory().resolve("general.log");
            execute("SET GLOBAL max_connections = " + MOST_CONNECTIONS, "SET GLOBAL general_log_file = '" + file + "'",
                    "SET GLOBAL log_output = 'FILE'", "SET GLOBAL general_log = 1");
        }

        /** Has two messages said in each of these conversations, and makes a loop of what the server did. */
        JdbcLoop recorded(Site site, List<UUID> conversations) throws Exception {
            for (UUID conversation : conversations) {
                site.say(conversation, "one-" + conversation);
                site.say(conversation, "two-" + conversation);
            }
            execute("SET GLOBAL general_log = 0", "FLUSH GENERAL LOGS");
            var log = new StatementLog(Files.readAllBytes(file));
            List<Replay> replays = new ArrayList<>();
            for (UUID conversation : conversations) {
                replays.add(new Replay(log.transactionWith("one-" + conversation), log.transactionWith("two-" + conversation)));
            }
            return new JdbcLoop(database, replays);
        }

        private void execute(String... statements) throws SQLException {
            try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** What is replayed, in order. */
    List<String> statements() {
        return replays.get(0).steps().stream().map(Replay.Step::sql).toList();
    }

    /**
     * @param latencies of whole transactions
     * @param steps     how long each statement took, in order
     * @param deadlocks how many transactions were done again
     */
    record Result(Latencies latencies, Duration measured, List<Latencies> steps, int deadlocks) {

        double perSecond() {
            return latencies.count() / (measured.toNanos() / 1e9);
        }
    }

    /** So many threads, each with a connection and conversations of its own. */
    Result run(int threads, Duration lead, Duration measured, Runnable onMeasure) throws SQLException, IOException {
        int each = replays.size() / threads;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                connections.add(database.connect(PARAMETERS));
            }
            long start = System.nanoTime() + lead.toNanos();
            long end = start + measured.toNanos();
            List<Future<Result>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(loop(connections.get(i), replays.subList(i * each, (i + 1) * each), start, end)));
            }
            sleepUntil(start);
            onMeasure.run();
            sleepUntil(end);
            onMeasure.run();
            List<Result> results = new ArrayList<>();
            for (Future<Result> future : running) {
                results.add(future.get());
            }
            return sum(results, measured);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException("The JDBC loop failed", e.getCause());
        } finally {
            executor.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static Result sum(List<Result> results, Duration measured) {
        var latencies = new Latencies();
        List<Latencies> steps = new ArrayList<>();
        results.get(0).steps().forEach(step -> steps.add(new Latencies()));
        int deadlocks = 0;
        for (Result result : results) {
            latencies.addAll(result.latencies());
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).addAll(result.steps().get(i));
            }
            deadlocks += result.deadlocks();
        }
        return new Result(latencies, measured, steps, deadlocks);
    }

    private static Callable<Result> loop(Connection connection, List<Replay> replays, long start, long end) {
        return () -> {
            var latencies = new Latencies();
            int deadlocks = 0;
            List<PreparedStatement> prepared = new ArrayList<>();
            List<Latencies> took = new ArrayList<>();
            for (Replay.Step step : replays.get(0).steps()) {
                prepared.add(step.prepared() ? connection.prepareStatement(step.sql()) : null);
                took.add(new Latencies());
            }
            try (Statement plain = connection.createStatement()) {
                int message = 0;
                long began = System.nanoTime();
                while (began < end) {
                    Replay replay = replays.get(message++ % replays.size());
                    replay.next();
                    try {
                        long done = transaction(replay, plain, prepared, began, began >= start ? took : null);
                        if (began >= start && done <= end) {
                            latencies.add(done - began);
                        }
                        began = done;
                    } catch (SQLException e) {
                        if (e.getErrorCode() != DEADLOCK) {
                            throw e;
                        }
                        deadlocks++;
                        began = System.nanoTime();
                    }
                }
            }
            return new Result(latencies, Duration.ZERO, took, deadlocks);
        };
    }

    private static long transaction(Replay replay, Statement plain, List<PreparedStatement> prepared, long began, List<Latencies> took)
            throws SQLException {
        long before = began;
        for (int i = 0; i < prepared.size(); i++) {
            Replay.Step step = replay.steps().get(i);
            PreparedStatement statement = prepared.get(i);
            if (statement == null) {
                plain.execute(step.sql());
            } else {
                int index = 1;
                for (Supplier<Object> parameter : step.parameters()) {
                    statement.setObject(index++, parameter.get());
                }
                if (statement.execute()) {
                    statement.getResultSet().close();
                }
            }
            long now = System.nanoTime();
            if (took != null) {
                took.get(i).add(now - before);
            }
            before = now;
        }
        return before;
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
        }
    }
}
