package dev.ringdown.desk.figure;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two sets of figures by days of the same zone. Folds add to both at once and a statement sees the one moment at which it began, so
 * nobody is held off meanwhile.
 */
@Singleton
class FigureComparison {

    private static final int MOST_EXAMPLES = 20;
    private static final String SOMETHING = "(o.amount <> 0 OR o.timed <> 0 OR o.millis <> 0)";

    private final JdbcOperations jdbc;

    FigureComparison(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param unlike   how many figures differ; what is counted as nothing is like one that is not there
     * @param examples some of them, a line each
     */
    record Result(int unlike, String examples) {
    }

    private interface Description {
        String of(ResultSet rows) throws SQLException;
    }

    Result compare(long former, long built) {
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                // Row by row: with nothing alike they would not fit into memory.
                statement.setFetchSize(Integer.MIN_VALUE);
                int unlike = 0;
                List<String> examples = new ArrayList<>();
                for (String part : parts(statement, former, built)) {
                    unlike += look(statement, former, built, part, "((n.set_id IS NULL AND " + SOMETHING + ") OR n.amount <> o.amount "
                            + "OR n.timed <> o.timed OR n.millis <> o.millis OR (n.set_id IS NOT NULL AND NOT n.longest <=> o.longest))", rows ->
                            describe(rows, figure(rows, 7), figure(rows, 11)), examples);
                    unlike += look(statement, built, former, part, "n.set_id IS NULL AND " + SOMETHING, rows ->
                            describe(rows, figure(rows, 11), figure(rows, 7)), examples);
                }
                return new Result(unlike, String.join("\n", examples));
            }
        });
    }

    /** Scopes and kinds of figures: each by itself is a short statement. */
    private static List<String> parts(Statement statement, long former, long built) throws SQLException {
        List<String> parts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT DISTINCT scope, kind, days FROM figure WHERE set_id IN (" + former + ", " + built + ")")) {
            while (rows.next()) {
                parts.add("o.scope = " + rows.getInt(1) + " AND o.kind = " + rows.getInt(2) + " AND o.days = " + rows.getInt(3));
            }
        }
        return parts;
    }

    private static int look(Statement statement, long one, long other, String part, String unlike, Description description,
                            List<String> examples) throws SQLException {
        int found = 0;
        try (ResultSet rows = statement.executeQuery("SELECT o.scope, o.kind, o.days, o.block, o.department_id, o.subject_id, o.amount, o.timed, "
                + "o.millis, o.longest, n.amount, n.timed, n.millis, n.longest FROM figure o LEFT JOIN figure n ON n.set_id = " + other
                + " AND n.scope = o.scope AND n.kind = o.kind AND n.days = o.days AND n.block = o.block AND n.department_id = o.department_id "
                + "AND n.subject_id = o.subject_id WHERE o.set_id = " + one + " AND " + part + " AND " + unlike)) {
            while (rows.next()) {
                found++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(description.of(rows));
                }
            }
        }
        return found;
    }

    private static String describe(ResultSet rows, String before, String now) throws SQLException {
        int days = rows.getInt(3);
        return Scope.values()[rows.getInt(1)] + " " + FactKind.values()[rows.getInt(2) - 1] + ", " + days + " days from "
                + LocalDate.ofEpochDay((long) rows.getInt(4) * days) + ", department " + rows.getLong(5) + ", subject " + rows.getLong(6)
                + ": before " + before + ", now " + now;
    }

    private static String figure(ResultSet rows, int column) throws SQLException {
        String amount = rows.getString(column);
        return amount == null ? "none" : amount + " (timed " + rows.getString(column + 1) + ", " + rows.getString(column + 2) + " ms, longest "
                + rows.getString(column + 3) + ")";
    }
}
