package dev.ringdown.desk.figure;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares two sets of figures by days of the same zone. Folds add to both at once and a statement sees the one moment at which it began, so
 * nobody is held off meanwhile.
 */
@Singleton
class FigureComparison {

    private static final int MOST_EXAMPLES = 20;

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

    /**
     * A table of figures.
     *
     * @param key    what tells its rows in a set apart
     * @param parts  columns at the beginning of the key: where these are the same, rows are few enough for a short statement
     * @param values what is compared
     */
    private record Table(String name, List<String> key, int parts, List<String> values) {

        private static final Table FIGURES = new Table("figure", List.of("scope", "kind", "days", "block", "department_id", "subject_id"), 3,
                List.of("amount", "timed", "millis", "longest"));
        private static final Table OF_AGENTS = new Table("agent_figure", List.of("department_id", "days", "block", "agent_id"), 2, AgentFigure.COLUMNS);

        /** Rows of one set that are not in the other, unless nothing is counted in them. */
        String missing(long one, long other, String part) {
            String something = values.stream().filter(column -> !column.equals("longest")).map(column -> "o." + column + " <> 0")
                    .collect(Collectors.joining(" OR ", "(", ")"));
            return select(one, other, part, "n.set_id IS NULL AND " + something);
        }

        /** Rows that are in both, with other values. */
        String changed(long one, long other, String part) {
            return select(one, other, part, "n.set_id IS NOT NULL AND NOT (" + values.stream().map(column -> "n." + column + " <=> o." + column)
                    .collect(Collectors.joining(" AND ")) + ")");
        }

        private String select(long one, long other, String part, String which) {
            return "SELECT " + Stream.of(of("o.", key), of("o.", values), of("n.", values)).map(columns -> String.join(", ", columns))
                    .collect(Collectors.joining(", ")) + " FROM " + name + " o LEFT JOIN " + name + " n ON n.set_id = " + other
                    + key.stream().map(column -> " AND n." + column + " = o." + column).collect(Collectors.joining())
                    + " WHERE o.set_id = " + one + " AND " + part + " AND " + which;
        }

        private static List<String> of(String row, List<String> columns) {
            return columns.stream().map(column -> row + column).toList();
        }

        List<String> parts(Statement statement, long former, long built) throws SQLException {
            List<String> found = new ArrayList<>();
            List<String> columns = key.subList(0, parts);
            try (ResultSet rows = statement.executeQuery("SELECT DISTINCT " + String.join(", ", columns) + " FROM " + name + " WHERE set_id IN ("
                    + former + ", " + built + ")")) {
                while (rows.next()) {
                    List<String> conditions = new ArrayList<>();
                    for (int i = 0; i < parts; i++) {
                        conditions.add("o." + columns.get(i) + " = " + rows.getLong(i + 1));
                    }
                    found.add(String.join(" AND ", conditions));
                }
            }
            return found;
        }

        /** For people. */
        String place(ResultSet row) throws SQLException {
            List<String> place = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                place.add(key.get(i) + " " + row.getLong(i + 1));
            }
            return name + " of " + String.join(", ", place);
        }

        String values(ResultSet row, int behind) throws SQLException {
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                shown.add(values.get(i) + " " + row.getString(behind + i + 1));
            }
            return String.join(", ", shown);
        }
    }

    Result compare(long former, long built) {
        return jdbc.execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                // Row by row: with nothing alike they would not fit into memory.
                statement.setFetchSize(Integer.MIN_VALUE);
                int unlike = 0;
                List<String> examples = new ArrayList<>();
                for (Table table : List.of(Table.FIGURES, Table.OF_AGENTS)) {
                    int before = table.key.size();
                    int now = before + table.values.size();
                    for (String part : table.parts(statement, former, built)) {
                        unlike += look(statement, table.changed(former, built, part), examples, rows -> table.place(rows) + ": before "
                                + table.values(rows, before) + "; now " + table.values(rows, now));
                        unlike += look(statement, table.missing(former, built, part), examples, rows -> table.place(rows) + ": before "
                                + table.values(rows, before) + "; now none");
                        unlike += look(statement, table.missing(built, former, part), examples, rows -> table.place(rows) + ": before none; now "
                                + table.values(rows, before));
                    }
                }
                return new Result(unlike, String.join("\n", examples));
            }
        });
    }

    private static int look(Statement statement, String sql, List<String> examples, Description description) throws SQLException {
        int found = 0;
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(description.of(rows));
                }
            }
        }
        return found;
    }
}
