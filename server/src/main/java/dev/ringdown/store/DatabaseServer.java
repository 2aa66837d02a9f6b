package dev.ringdown.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of the embedded database server: how it is called, when it is ready, how it ends. */
final class DatabaseServer {

    /** Long enough to write out a full buffer pool. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final long logStart;

    private DatabaseServer(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /** Starts the process on tables that exist. It isn't ready yet: see {@link #awaitReady}. */
    static DatabaseServer start(DatabasePrograms programs, DataDirectory directory, String bufferPoolSize, int port) throws IOException {
        return start(programs, directory, directory.tables(), ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()), List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // No Unix socket: its path may have no more than 107 characters, and TCP with a password is the only door.
                "--socket=",
                // On the loopback, and a key pair would be made at every start.
                "--skip-ssl",
                "--skip-name-resolve",
                "--local-infile=0",
                "--secure-file-priv=" + directory.temporary(),
                "--pid-file=" + directory.processId(),
                "--skip-log-bin",
                // A commit is on the disk before it is answered.
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=" + bufferPoolSize,
                "--max-allowed-packet=64M",
                // The pool, and room for an operator; also keeps the open files under the usual limit of the system.
                "--max-connections=64",
                "--table-open-cache=400",
                "--performance-schema=OFF",
                "--transaction-isolation=READ-COMMITTED",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--default-time-zone=+00:00"));
    }

    /** Starts the process that makes new system tables in an empty directory from the SQL on its standard input, and then ends. */
    static DatabaseServer bootstrap(DatabasePrograms programs, DataDirectory directory, Path tables) throws IOException {
        return start(programs, directory, tables, ProcessBuilder.Redirect.PIPE, List.of(
                "--bootstrap",
                "--log-warnings=0",
                "--enforce-storage-engine=",
                "--max-allowed-packet=8M",
                "--net-buffer-length=16K",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci"));
    }

    private static DatabaseServer start(DatabasePrograms programs, DataDirectory directory, Path tables,
            ProcessBuilder.Redirect input, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                programs.server().toString(),
                // Must be the first: an /etc/my.cnf is of some other database.
                "--no-defaults",
                dataDirectoryOption(tables),
                "--basedir=" + programs.directory(),
                "--lc-messages-dir=" + programs.messages(),
                "--tmpdir=" + directory.temporary()));
        if (runsAsRoot()) {
            command.add("--user=root");
        }
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(tables.toFile())
                .redirectInput(input)
                .redirectErrorStream(true)
                // A file and no pipe: the database outlives a killed server, and must not fail by writing to nobody.
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()));
        // MariaDB knows systemd: it would report itself as ready in our name and take our sockets.
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"));
        long logStart = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
        return new DatabaseServer(builder.start(), directory.log(), logStart);
    }

    private static String dataDirectoryOption(Path tables) {
        return "--datadir=" + tables;
    }

    private static boolean runsAsRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /**
     * A database server that works on these tables although nobody owns the directory: the last server was killed, and the database is
     * no part of that process.
     */
    static Optional<ProcessHandle> leftover(Path tables) {
        return ProcessHandle.allProcesses().filter(candidate -> worksOn(candidate.pid(), tables)).findFirst();
    }

    /** By /proc and not by a pid file: a pid file may be stale, its number reused, or not written yet. */
    private static boolean worksOn(long pid, Path tables) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try {
            String program = Files.readSymbolicLink(proc.resolve("exe")).getFileName().toString();
            String arguments = Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            String wanted = new String(dataDirectoryOption(tables).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return program.startsWith("mariadbd") && List.of(arguments.split("\0")).contains(wanted);
        } catch (IOException | UncheckedIOException e) {
            // Ended in between, or of another user: not ours.
            return false;
        }
    }

    /** Asks a leftover server to end and waits until it has; false if it has not in time. */
    static boolean end(ProcessHandle leftover, Path tables) {
        leftover.destroy();
        long end = System.nanoTime() + STOP_TIMEOUT.toNanos();
        // Looked for in /proc: onExit() asks only every few seconds for a process that isn't our child, and takes a zombie for alive.
        while (worksOn(leftover.pid(), tables)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static boolean await(CompletableFuture<?> exit) {
        try {
            exit.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Process process() {
        return process;
    }

    /**
     * Waits until the database accepts connections.
     *
     * @return false if the process ended before, or is not ready at the end of the time
     */
    boolean awaitReady(Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() - end < 0) {
            // Its own word, not a connection to the port: that could be answered by somebody else.
            if (logged().contains(": ready for connections.")) {
                return true;
            }
            try {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Waits until an installation has ended; true if it ended well. */
    boolean awaitEnd() {
        return await(process.onExit()) && process.exitValue() == 0;
    }

    /** The port was taken by somebody else between its choice and the start. */
    boolean lostItsPort() throws IOException {
        return !process.isAlive() && logged().contains("Can't start server: Bind on TCP/IP port");
    }

    /** Why it did not start, as far as it said, in one line. */
    String complaint() throws IOException {
        String ended = process.isAlive() ? "it is not ready in time" : "it ended with code " + process.exitValue();
        return logged().lines()
                .filter(line -> line.contains("[ERROR]") || line.contains("error while loading shared libraries"))
                .findFirst()
                .map(line -> ended + ", first error: " + line.replaceFirst("^.*\\[ERROR] ", "").strip())
                .orElse(ended);
    }

    /** What it has logged since this start, at most the first megabyte. */
    private String logged() throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(1 << 20, Math.max(0, channel.size() - logStart)));
            channel.read(buffer, logStart);
            return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        }
    }

    /** Ends it in order and waits until all is on the disk; false if it has not ended in time. It is never killed. */
    boolean stop() {
        process.destroy();
        return await(process.onExit());
    }
}
