package dev.ringdown.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MariaDB as a child process on 127.0.0.1, on a port of its own choice, with its files in the data directory.
 *
 * <ul>
 *   <li>A database that a killed server has left behind is ended in order before a new one starts.
 *   <li>What is answered as committed survives the kill of server and database at any time.
 *   <li>Nothing in the data directory is ever deleted, wherever it lies, except an installation that was never finished.
 * </ul>
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String USER = "ringdown";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int PORT_ATTEMPTS = 3;

    private final DataDirectory directory;
    private final DatabaseServer server;
    private final DatabasePasswords passwords;
    private final int port;
    private boolean stopped;

    private EmbeddedDatabase(DataDirectory directory, DatabaseServer server, DatabasePasswords passwords, int port) {
        this.directory = directory;
        this.server = server;
        this.passwords = passwords;
        this.port = port;
    }

    /**
     * Starts the database in the directory, at the first time after making it there; returns when it accepts connections.
     *
     * @throws DatabaseRefusedException if the directory is in use, damaged or not writable, or the database does not start
     */
    static EmbeddedDatabase start(Path dataDirectory, DatabaseSettings settings) {
        DataDirectory directory = DataDirectory.own(dataDirectory);
        boolean started = false;
        try {
            EmbeddedDatabase database = start(directory, settings);
            started = true;
            return database;
        } catch (IOException e) {
            throw new DatabaseRefusedException("The embedded database in " + directory + " cannot be started: " + DataDirectory.reason(e)
                    + ". Its log: " + directory.log(), e);
        } finally {
            if (!started) {
                directory.close();
            }
        }
    }

    private static EmbeddedDatabase start(DataDirectory directory, DatabaseSettings settings) throws IOException {
        long begin = System.nanoTime();
        boolean isNew = !Files.exists(directory.tables());
        if (!isNew) {
            refuseIncomplete(directory);
            endLeftover(directory);
        }
        Files.createDirectories(directory.temporary());
        DatabasePrograms programs = DatabasePrograms.unpack(directory.programs(DatabasePrograms.VERSION));
        DatabasePasswords passwords = DatabasePasswords.readOrMake(directory.passwords());
        if (isNew) {
            LOG.info("Making the embedded database in {}", directory);
            DatabaseInstallation.install(programs, directory, passwords);
        }
        int port = freePort();
        DatabaseServer server = DatabaseServer.start(programs, directory, settings.bufferPoolSize(), port);
        boolean ready = server.awaitReady(settings.startTimeout());
        for (int attempt = 1; !ready && server.lostItsPort() && attempt < PORT_ATTEMPTS; attempt++) {
            port = freePort();
            server = DatabaseServer.start(programs, directory, settings.bufferPoolSize(), port);
            ready = server.awaitReady(settings.startTimeout());
        }
        if (!ready) {
            String complaint = server.complaint();
            server.stop();
            throw new DatabaseRefusedException("The embedded database in " + directory + " did not start: " + complaint
                    + ". Its log: " + directory.log() + ". If the directory is damaged, restore it from a backup.");
        }
        LOG.info("Embedded MariaDB {} in {} listens on 127.0.0.1:{}, ready after {} ms",
                DatabasePrograms.VERSION, directory, port, (System.nanoTime() - begin) / 1_000_000);
        EmbeddedDatabase database = new EmbeddedDatabase(directory, server, passwords, port);
        database.reportUnexpectedEnd();
        return database;
    }

    /** MariaDB would replace what is missing here by something new and empty, and go on as if nothing were wrong. */
    private static void refuseIncomplete(DataDirectory directory) {
        for (Path needed : new Path[] {
                directory.tables().resolve("ibdata1"), directory.tables().resolve("mysql"), directory.tables().resolve(USER), directory.passwords()}) {
            if (!Files.exists(needed)) {
                throw new DatabaseRefusedException("The data directory " + directory + " is damaged: " + needed
                        + " is missing. Restore the directory from a backup. The log of the database: " + directory.log());
            }
        }
    }

    private static void endLeftover(DataDirectory directory) {
        DatabaseServer.leftover(directory.tables()).ifPresent(leftover -> {
            LOG.warn("The last server has not ended in order and left its database behind (process {}): ending that", leftover.pid());
            if (!DatabaseServer.end(leftover, directory.tables())) {
                throw new DatabaseRefusedException("The data directory " + directory + " is in use by a database that does not end (process "
                        + leftover.pid() + "). Its log: " + directory.log());
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void reportUnexpectedEnd() {
        server.process().onExit().thenAccept(ended -> {
            if (!isStopped()) {
                LOG.error("The embedded database has ended with code {}: restart this server. Its log: {}", ended.exitValue(), directory.log());
            }
        });
    }

    /** Without parameters: {@link ConnectionParameters} adds them. */
    String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/ringdown";
    }

    String password() {
        return passwords.ringdown();
    }

    DatabasePasswords passwords() {
        return passwords;
    }

    /** The process of the database server. */
    ProcessHandle process() {
        return server.process().toHandle();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Ends the database in order, and then gives up the directory. Again: no effect. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (!server.stop()) {
            // Not killed: it is still writing, and the next start waits for it.
            LOG.warn("The embedded database (process {}) is still ending", server.process().pid());
        }
        directory.close();
        LOG.info("Embedded database ended");
    }
}
