package dev.ringdown.hub.delivery;

import dev.ringdown.store.UuidConverter;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes down what came of attempts, of many lanes with the same few statements. To be used in a transaction. The rows of a group are joined
 * as a derived table, one parameter per column.
 */
@Singleton
class AttemptNotes {

    /** Of more attempts of one delivery the last ones are kept. */
    static final int ATTEMPTS_KEPT = 100;
    private static final int LONGEST_ERROR = 255;

    private final JdbcOperations jdbc;

    AttemptNotes(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is to be written of an attempt.
     *
     * @param attempt    what came of it
     * @param lane       the lane as it is now
     * @param restMicros when the lane is due again; null: never, nothing waits on it
     * @param keep       whether the lease goes on
     */
    record Note(Attempt attempt, Lane lane, State state, boolean counts, int failures, @Nullable Long restMicros, boolean keep) {

        enum State { WAITING, DELIVERED, FAILED }

        @Nullable String error() {
            Outcome outcome = attempt.outcome();
            String error = outcome instanceof Outcome.TryAgain again ? again.error() : outcome instanceof Outcome.Final end ? end.error() : null;
            return error == null || error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
        }

        @Nullable Integer status() {
            Outcome outcome = attempt.outcome();
            return outcome instanceof Outcome.Delivered delivered ? Integer.valueOf(delivered.status())
                    : outcome instanceof Outcome.TryAgain again ? again.status() : outcome instanceof Outcome.Final end ? end.status() : null;
        }
    }

    /**
     * Locks the lanes of attempts, and the messages too: two lanes that end with one message at the same time must see each other.
     *
     * @param group in the order in which they are to be locked
     * @param wait  whether to wait for rows that others hold; else they are left out
     * @return by the attempt's place in the list; those whose lease is lost are not in it
     */
    Map<Integer, Lane> lock(List<Attempt> group, boolean wait) {
        String sql = "SELECT v.place, l.id, l.conversation_id, l.application_id, l.role, l.waiting, l.held, l.failures FROM ("
                + rows(group.size(), "? AS place, ? AS lane_id, ? AS sequence, CAST(? AS BINARY(16)) AS token") + ") v "
                + "JOIN lane l ON l.id = v.lane_id JOIN message m ON m.conversation_id = l.conversation_id AND m.sequence = v.sequence "
                + "WHERE l.lease_token = v.token FOR UPDATE" + (wait ? "" : " SKIP LOCKED");
        return jdbc.prepareStatement(sql, statement -> {
            int at = 1;
            for (int place = 0; place < group.size(); place++) {
                Attempt attempt = group.get(place);
                statement.setInt(at++, place);
                statement.setLong(at++, attempt.laneId());
                statement.setLong(at++, attempt.delivery().sequence());
                statement.setBytes(at++, UuidConverter.toBytes(attempt.leased().token()));
            }
            Map<Integer, Lane> locked = new HashMap<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    locked.put(found.getInt(1), new Lane(found.getLong(2), UuidConverter.fromBytes(found.getBytes(3)),
                            UuidConverter.fromBytes(found.getBytes(4)), found.getString(5), found.getInt(6), found.getBoolean(7), found.getInt(8)));
                }
            }
            return locked;
        });
    }

    /** Writes lanes and deliveries. What is tried again is due when it expires at the latest. */
    void write(List<Note> notes) {
        String sql = "UPDATE (" + rows(notes.size(), "? AS lane_id, ? AS sequence, ? AS finished, ? AS counts, ? AS ago, ? AS duration, ? AS status, "
                + "? AS failures, ? AS rest, ? AS keep") + ") v "
                + "JOIN lane l ON l.id = v.lane_id JOIN delivery d ON d.lane_id = v.lane_id AND d.sequence = v.sequence SET "
                + "l.due_at = CASE WHEN v.rest IS NULL THEN " + LaneRepository.NEVER
                + " WHEN v.finished = 0 THEN LEAST(UTC_TIMESTAMP(3) + INTERVAL v.rest MICROSECOND, COALESCE(d.expires_at, " + LaneRepository.NEVER + ")) "
                + "ELSE UTC_TIMESTAMP(3) + INTERVAL v.rest MICROSECOND END, "
                + "l.lease_token = CASE WHEN v.keep = 1 THEN l.lease_token ELSE NULL END, l.failures = v.failures, "
                + "l.waiting = l.waiting - CASE WHEN v.finished = 0 THEN 0 ELSE 1 END, "
                + "d.state = CASE v.finished WHEN 1 THEN 'DELIVERED' WHEN 2 THEN 'FAILED' ELSE 'WAITING' END, "
                + "d.finished_at = CASE WHEN v.finished = 0 THEN NULL ELSE UTC_TIMESTAMP(3) END, "
                + "d.attempts = d.attempts + v.counts, "
                + "d.last_attempt_at = CASE WHEN v.counts = 1 THEN UTC_TIMESTAMP(3) - INTERVAL v.ago MICROSECOND ELSE d.last_attempt_at END, "
                + "d.last_duration = CASE WHEN v.counts = 1 THEN v.duration ELSE d.last_duration END, "
                + "d.last_status = CASE WHEN v.counts = 1 THEN v.status ELSE d.last_status END";
        execute(sql, notes, (statement, from, note) -> {
            int at = from;
            statement.setLong(at++, note.attempt.laneId());
            statement.setLong(at++, note.attempt.delivery().sequence());
            statement.setInt(at++, note.state.ordinal());
            statement.setInt(at++, note.counts ? 1 : 0);
            statement.setLong(at++, note.attempt.ago());
            statement.setLong(at++, note.attempt.millis());
            set(statement, at++, note.status());
            statement.setInt(at++, note.failures);
            if (note.restMicros == null) {
                statement.setNull(at++, Types.BIGINT);
            } else {
                statement.setLong(at++, note.restMicros);
            }
            statement.setInt(at++, note.keep ? 1 : 0);
            return at;
        });
    }

    /** Keeps the failed attempts, the last of each delivery. */
    void keep(List<Note> failed) {
        execute("INSERT INTO delivery_attempt (delivery_id, number, attempted_at, duration, status, error) VALUES "
                + repeated(failed.size(), i -> "(?, ?, UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND, ?, ?, ?)", ", "), failed, (statement, from, note) -> {
                    int at = from;
                    statement.setBytes(at++, UuidConverter.toBytes(note.attempt.delivery().id()));
                    statement.setInt(at++, note.attempt.delivery().attempts() + 1);
                    statement.setLong(at++, note.attempt.ago());
                    statement.setLong(at++, note.attempt.millis());
                    set(statement, at++, note.status());
                    statement.setString(at++, note.error());
                    return at;
                });
        List<Note> many = failed.stream().filter(note -> note.attempt.delivery().attempts() >= ATTEMPTS_KEPT).toList();
        if (!many.isEmpty()) {
            execute("DELETE FROM delivery_attempt WHERE " + repeated(many.size(), i -> "(delivery_id = ? AND number <= ?)", " OR "), many,
                    (statement, from, note) -> {
                        statement.setBytes(from, UuidConverter.toBytes(note.attempt.delivery().id()));
                        statement.setInt(from + 1, note.attempt.delivery().attempts() + 1 - ATTEMPTS_KEPT);
                        return from + 2;
                    });
        }
    }

    /** A message is sent when none of its deliveries waits or has failed. Its row is locked, so this sees what others have committed. */
    void settle(List<Note> delivered) {
        execute("UPDATE message SET status = 'SENT', sent = COALESCE(sent, UTC_TIMESTAMP(3)) WHERE ("
                + repeated(delivered.size(), i -> "(conversation_id = ? AND sequence = ?)", " OR ") + ") AND status <> 'SENT' AND NOT EXISTS "
                + "(SELECT 1 FROM lane l JOIN delivery d ON d.lane_id = l.id AND d.sequence = message.sequence "
                + "WHERE l.conversation_id = message.conversation_id AND d.state <> 'DELIVERED')", delivered, (statement, from, note) -> {
                    statement.setBytes(from, UuidConverter.toBytes(note.lane.conversationId()));
                    statement.setLong(from + 1, note.attempt.delivery().sequence());
                    return from + 2;
                });
    }

    private interface Binding {
        /** @return the place of the next parameter */
        int bind(PreparedStatement statement, int from, Note note) throws SQLException;
    }

    private void execute(String sql, List<Note> notes, Binding binding) {
        jdbc.prepareStatement(sql, statement -> {
            int at = 1;
            for (Note note : notes) {
                at = binding.bind(statement, at, note);
            }
            return statement.executeUpdate();
        });
    }

    private static void set(PreparedStatement statement, int at, @Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.INTEGER);
        } else {
            statement.setInt(at, value);
        }
    }

    /** Bytes are to be cast: as a bare parameter of a derived table MariaDB takes them for text of the connection's character set. */
    private static String rows(int count, String columns) {
        return repeated(count, i -> "SELECT " + columns, " UNION ALL ");
    }

    private static String repeated(int count, IntFunction<String> part, String separator) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
    }
}
