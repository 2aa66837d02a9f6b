package dev.ringdown.conformance.company;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Fills one table, by one LOAD DATA LOCAL on a connection of its own, as fast as the database takes it. A row is written value by value, in the
 * order of the columns. What LOAD DATA would pass over in silence (a row that is there already, a value that does not fit) fails here when
 * all is loaded. References are not checked. For one thread.
 */
final class TableLoad implements AutoCloseable {

    private static final int CHUNK = 1 << 19;
    private static final int CHUNKS_AHEAD = 4;
    private static final byte[] LAST = {};
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd ").withZone(ZoneOffset.UTC);

    private final String table;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private final Thread loader;
    private volatile Exception failure;
    private byte[] buffer = new byte[CHUNK + (1 << 16)];
    private int length;
    private boolean within;
    private long rows;
    private long day = Long.MIN_VALUE;
    private byte[] date;

    /** @param connection that admits LOAD DATA LOCAL; closed when all is loaded */
    TableLoad(Connection connection, String table, String columns) {
        this.table = table;
        loader = new Thread(() -> load(connection, columns), "load " + table);
        loader.start();
    }

    private void load(Connection connection, String columns) {
        try (connection; Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET unique_checks = 0, foreign_key_checks = 0, net_read_timeout = 36000, net_write_timeout = 36000");
            statement.unwrap(com.mysql.cj.jdbc.JdbcStatement.class).setLocalInfileInputStream(new Chunks());
            long loaded = statement.executeLargeUpdate("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table + " CHARACTER SET binary (" + columns + ")");
            String warning = null;
            try (ResultSet warnings = statement.executeQuery("SHOW WARNINGS LIMIT 1")) {
                warning = warnings.next() ? warnings.getString("Message") : null;
            }
            if (warning != null || loaded != rows) {
                throw new SQLException(loaded + " of " + rows + " rows were loaded into " + table + ": " + warning);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            failure = e;
            // Whoever still writes must not wait for a reader that is gone.
            while (!drained()) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean drained() {
        try {
            return chunks.poll(1, TimeUnit.MINUTES) == LAST;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** What the driver reads. */
    private final class Chunks extends InputStream {
        private byte[] chunk = new byte[0];
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int most) throws IOException {
            if (chunk == LAST) {
                return -1;
            }
            while (at == chunk.length) {
                try {
                    chunk = chunks.take();
                    at = 0;
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                if (chunk == LAST) {
                    // Seen again by whoever clears up after a failure.
                    chunks.offer(LAST);
                    return -1;
                }
            }
            int count = Math.min(most, chunk.length - at);
            System.arraycopy(chunk, at, target, from, count);
            at += count;
            return count;
        }
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
        try {
            chunks.put(LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Gives up what is not loaded yet; no effect where all is. */
    void abandon() {
        loader.interrupt();
    }

    /** Waits until all is loaded and committed; {@link #finish} comes first. */
    @Override
    public void close() throws SQLException {
        try {
            loader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw failure instanceof SQLException refused ? refused : new SQLException(failure);
        }
    }
}
