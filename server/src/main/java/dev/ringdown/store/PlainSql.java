package dev.ringdown.store;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Statements that are put together at run time, for which the query of a repository cannot stand: they have a part for each of many things, or a form
 * for each kind of call. Numbers, ids and moments stand in them as literals, since parameters of derived tables and unions have no type. Part of the
 * transaction that runs.
 */
@Singleton
public class PlainSql {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("''uuuu-MM-dd HH:mm:ss.SSSSSS''").withZone(ZoneOffset.UTC);

    private final JdbcOperations jdbc;

    PlainSql(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads columns by their places, all rows or the one that the result stands on; see {@link Columns}. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** What is made of all rows. */
    public <T> T query(String sql, Reader<T> ofAll) {
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                return ofAll.read(rows);
            }
        });
    }

    /** What is made of each row, in the order of the statement. */
    public <T> List<T> list(String sql, Reader<T> ofRow) {
        return query(sql, rows -> {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(ofRow.read(rows));
            }
            return read;
        });
    }

    /** What is made of the only row, for statements that always have one. */
    public <T> T one(String sql, Reader<T> ofRow) {
        return query(sql, rows -> {
            if (!rows.next()) {
                throw new IllegalStateException("No row");
            }
            return ofRow.read(rows);
        });
    }

    /** How many rows were changed. */
    public int update(String sql) {
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    /** Until the transaction around the call ends, statements may take longer than answers of callers may: they go through whole tables. */
    public void unhurried() {
        jdbc.execute(connection -> {
            // The pool sets it again when the connection is given back.
            connection.setNetworkTimeout(Runnable::run, 0);
            return null;
        });
    }

    public static String literal(UUID id) {
        return literal(UuidConverter.toBytes(id));
    }

    /** Of at least one byte. Hexadecimal: so nothing in a text is anything but text. */
    public static String literal(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    public static String literal(Instant moment) {
        return MOMENT.format(moment);
    }
}
