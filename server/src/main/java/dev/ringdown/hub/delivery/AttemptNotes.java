package dev.ringdown.hub.delivery;

import dev.ringdown.store.Columns;
import dev.ringdown.store.PlainSql;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes down what came of attempts, of many lanes with the same few statements. To be used in a transaction. The rows of a group are joined
 * as a derived table. They are numbers and ids, and stand in the SQL as literals: a parameter of a derived table has no type, and a statement
 * prepared for each size of group would be prepared again and again.
 */
@Singleton
class AttemptNotes {

    /** Of more attempts of one delivery the last ones are kept. */
    static final int ATTEMPTS_KEPT = 100;
    private static final int LONGEST_ERROR = 255;

    private final JdbcOperations jdbc;
    private final PlainSql sql;

    AttemptNotes(JdbcOperations jdbc, PlainSql sql) {
        this.jdbc = jdbc;
        this.sql = sql;
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
        String wanted = "SELECT v.place, l.id, l.conversation_id, l.application_id, l.role, l.waiting, l.held, l.failures FROM ("
                + rows(List.of("place", "lane_id", "sequence", "token"), group.size(), place -> List.of(place, group.get(place).laneId(),
                        group.get(place).delivery().sequence(), PlainSql.literal(group.get(place).leased().token()))) + ") v "
                + "JOIN lane l ON l.id = v.lane_id JOIN message m ON m.conversation_id = l.conversation_id AND m.sequence = v.sequence "
                + "WHERE l.lease_token = v.token FOR UPDATE" + (wait ? "" : " SKIP LOCKED");
        return sql.query(wanted, found -> {
            Map<Integer, Lane> locked = new HashMap<>();
            while (found.next()) {
                locked.put(found.getInt(1), new Lane(found.getLong(2), Columns.uuid(found, 3), Columns.uuid(found, 4), found.getString(5),
                        found.getInt(6), found.getBoolean(7), found.getInt(8)));
            }
            return locked;
        });
    }

    /** Writes lanes and deliveries. What is tried again is due when it expires at the latest. */
    void write(List<Note> notes) {
        sql.update("UPDATE (" + rows(List.of("lane_id", "sequence", "finished", "counts", "ago", "duration", "status", "failures", "rest", "keep"),
                notes.size(), place -> {
                    Note note = notes.get(place);
                    Attempt attempt = note.attempt;
                    return Arrays.asList(attempt.laneId(), attempt.delivery().sequence(), note.state.ordinal(), note.counts ? 1 : 0, attempt.ago(),
                            attempt.millis(), note.status(), note.failures, note.restMicros, note.keep ? 1 : 0);
                }) + ") v "
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
                + "d.last_status = CASE WHEN v.counts = 1 THEN v.status ELSE d.last_status END");
    }

    /** Keeps the failed attempts, the last of each delivery. */
    void keep(List<Note> failed) {
        jdbc.prepareStatement("INSERT INTO delivery_attempt (delivery_id, number, attempted_at, duration, status, error) VALUES "
                + repeated(failed.size(), place -> {
                    Attempt attempt = failed.get(place).attempt;
                    return "(" + PlainSql.literal(attempt.delivery().id()) + ", " + (attempt.delivery().attempts() + 1) + ", UTC_TIMESTAMP(3) - INTERVAL "
                            + attempt.ago() + " MICROSECOND, " + attempt.millis() + ", " + failed.get(place).status() + ", ?)";
                }, ", "), statement -> {
                    for (int place = 0; place < failed.size(); place++) {
                        statement.setString(place + 1, failed.get(place).error());
                    }
                    return statement.executeUpdate();
                });
        List<Attempt> many = failed.stream().map(Note::attempt).filter(attempt -> attempt.delivery().attempts() >= ATTEMPTS_KEPT).toList();
        if (!many.isEmpty()) {
            sql.update("DELETE FROM delivery_attempt WHERE " + repeated(many.size(), place -> "(delivery_id = " + PlainSql.literal(many.get(place).delivery().id())
                    + " AND number <= " + (many.get(place).delivery().attempts() + 1 - ATTEMPTS_KEPT) + ")", " OR "));
        }
    }

    /** A message is sent when none of its deliveries waits or has failed. Its row is locked, so this sees what others have committed. */
    void settle(List<Note> delivered) {
        sql.update("UPDATE message SET status = 'SENT', sent = COALESCE(sent, UTC_TIMESTAMP(3)) WHERE ("
                + repeated(delivered.size(), place -> "(conversation_id = " + PlainSql.literal(delivered.get(place).lane.conversationId()) + " AND sequence = "
                        + delivered.get(place).attempt.delivery().sequence() + ")", " OR ") + ") AND status <> 'SENT' AND NOT EXISTS "
                + "(SELECT 1 FROM lane l JOIN delivery d ON d.lane_id = l.id AND d.sequence = message.sequence "
                + "WHERE l.conversation_id = message.conversation_id AND d.state <> 'DELIVERED')");
    }

    /** A union of rows of literals; the first names the columns. */
    private static String rows(List<String> columns, int count, IntFunction<List<?>> row) {
        return repeated(count, place -> {
            List<?> values = row.apply(place);
            return "SELECT " + repeated(values.size(), column -> values.get(column) + (place == 0 ? " AS " + columns.get(column) : ""), ", ");
        }, " UNION ALL ");
    }

    private static String repeated(int count, IntFunction<String> part, String separator) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
    }
}
