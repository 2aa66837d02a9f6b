package dev.ringdown.conformance.company;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Fills one table by one LOAD DATA on a connection of its own, which reads from a named pipe, as fast as the database takes it. A row is written
 * value by value, in the order of the columns. References are not checked. For one thread.
 */
final class TableLoad implements AutoCloseable {

    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS_AHEAD = 8;
    private static final byte[] LAST = {};
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd ").withZone(ZoneOffset.UTC);

    private final String table;
    private final Path pipe;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private final Thread pump;
    private final Thread loader;
    private volatile Exception failure;
    private volatile List<TableLoad> committedBefore = List.of();
    private byte[] buffer = new byte[CHUNK + (1 << 16)];
    private int length;
    private boolean within;
    private long rows;
    private boolean finished;
    private long day = Long.MIN_VALUE;
    private byte[] date;

    /**
     * @param connection of an account that may read files of the database server's machine; closed when all is loaded
     * @param pipes      where the database server reads files
     */
    TableLoad(Connection connection, Path pipes, String table, String columns) {
        this.table = table;
        pipe = pipes.resolve("load-" + table);
        makePipe();
        loader = new Thread(() -> load(connection, columns), "load " + table);
        pump = new Thread(this::pump, "write " + table);
        loader.start();
        pump.start();
    }

    private void makePipe() {
        try {
            Files.deleteIfExists(pipe);
            if (new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).inheritIO().start().waitFor() != 0) {
                throw new IOException("No pipe was made at " + pipe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void load(Connection connection, String columns) {
        try (connection; Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET unique_checks = 0, foreign_key_checks = 0");
            long loaded = statement.executeLargeUpdate("LOAD DATA INFILE '" + pipe + "' INTO TABLE " + table + " CHARACTER SET binary (" + columns + ")");
            pump.join();
            if (failure == null && loaded != rows) {
                throw new SQLException(loaded + " of " + rows + " rows were loaded");
            }
            for (TableLoad other : committedBefore) {
                other.loader.join();
                if (other.failure != null) {
                    throw new SQLException("The table " + other.table + " was not loaded");
                }
            }
            if (failure == null) {
                connection.commit();
            }
        } catch (SQLException | InterruptedException | RuntimeException e) {
            failed(e);
            releasePump();
        }
    }

    /** The pipe may never have been read: to open it for writing waits for a reader. */
    private void releasePump() {
        try {
            new RandomAccessFile(pipe.toFile(), "rw").close();
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Whoever writes rows must never wait for a reader that is gone: what nobody reads is taken from the queue all the same. */
    private void pump() {
        boolean ended = false;
        try (OutputStream out = Files.newOutputStream(pipe)) {
            for (byte[] chunk = chunks.take(); chunk != LAST; chunk = chunks.take()) {
                out.write(chunk);
            }
            ended = true;
        } catch (IOException | InterruptedException e) {
            failed(e);
        }
        try {
            while (!ended) {
                ended = chunks.take() == LAST;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What failed first explains the rest; but what the database says explains more than that the pipe is broken. */
    private synchronized void failed(Exception e) {
        if (failure == null || e instanceof SQLException) {
            failure = e;
        }
    }

    /** The server that runs sees rows of this table only once it sees those of the others. To be said before the table is finished. */
    void commitAfter(List<TableLoad> others) {
        committedBefore = others;
    }

    /** The row is whole. */
    void end() {
        raw((byte) '\n');
        within = false;
        rows++;
        if (length >= CHUNK) {
            pass();
        }
    }

    private void pass() {
        try {
            chunks.put(Arrays.copyOf(buffer, length));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        length = 0;
    }

    TableLoad nothing() {
        separate();
        raw((byte) '\\');
        raw((byte) 'N');
        return this;
    }

    TableLoad number(long value) {
        separate();
        digits(value);
        return this;
    }

    TableLoad truth(boolean value) {
        return number(value ? 1 : 0);
    }

    /** Nothing for 0. */
    TableLoad id(long value) {
        return value == 0 ? nothing() : number(value);
    }

    TableLoad text(String value) {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    TableLoad bytes(byte[] value) {
        separate();
        for (byte one : value) {
            escaped(one);
        }
        return this;
    }

    TableLoad uuid(UUID value) {
        return uuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    TableLoad uuid(long high, long low) {
        separate();
        for (int shift = 56; shift >= 0; shift -= 8) {
            escaped((byte) (high >>> shift));
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            escaped((byte) (low >>> shift));
        }
        return this;
    }

    /** @param millis since 1970; nothing for 0 */
    TableLoad instant(long millis) {
        if (millis == 0) {
            return nothing();
        }
        separate();
        long ofDay = Math.floorMod(millis, MILLIS_PER_DAY);
        if (day != millis - ofDay) {
            day = millis - ofDay;
            date = DATE.format(Instant.ofEpochMilli(millis)).getBytes(StandardCharsets.US_ASCII);
        }
        room(32);
        System.arraycopy(date, 0, buffer, length, date.length);
        length += date.length;
        int rest = (int) ofDay;
        two(rest / 3_600_000, ':');
        two(rest / 60_000 % 60, ':');
        two(rest / 1_000 % 60, '.');
        buffer[length++] = (byte) ('0' + rest / 100 % 10);
        buffer[length++] = (byte) ('0' + rest / 10 % 10);
        buffer[length++] = (byte) ('0' + rest % 10);
        return this;
    }

    private void two(int value, char behind) {
        buffer[length++] = (byte) ('0' + value / 10);
        buffer[length++] = (byte) ('0' + value % 10);
        buffer[length++] = (byte) behind;
    }

    private void separate() {
        if (within) {
            raw((byte) '\t');
        }
        within = true;
    }

    private void digits(long value) {
        room(20);
        if (value < 0) {
            throw new IllegalArgumentException(table + ": " + value);
        }
        int count = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            count++;
        }
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void escaped(byte value) {
        switch (value) {
            case '\t', '\n', '\\' -> {
                raw((byte) '\\');
                raw(value == '\t' ? (byte) 't' : value == '\n' ? (byte) 'n' : (byte) '\\');
            }
            case 0 -> {
                raw((byte) '\\');
                raw((byte) '0');
            }
            default -> raw(value);
        }
    }

    private void raw(byte value) {
        room(1);
        buffer[length++] = value;
    }

    private void room(int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    long rows() {
        return rows;
    }

    /** No more rows will come. */
    void finish() {
        pass();
        last();
        finished = true;
    }

    private void last() {
        try {
            chunks.put(LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all is loaded and committed; what was not finished is not loaded. */
    @Override
    public void close() throws SQLException {
        if (!finished) {
            failed(new IllegalStateException("Not all rows were written"));
            last();
        }
        try {
            pump.join();
            loader.join();
            Files.deleteIfExists(pipe);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (failure != null) {
            throw new SQLException("The table " + table + " was not loaded", failure);
        }
    }
}
