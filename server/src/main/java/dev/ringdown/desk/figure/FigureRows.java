package dev.ringdown.desk.figure;

import dev.ringdown.store.Columns;
import dev.ringdown.store.PlainSql;
import jakarta.inject.Singleton;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The tables {@code desk_fact}, {@code figure} and {@code agent_figure}, thousands of rows at a time. What stands in the statements are numbers, as literals.
 */
@Singleton
class FigureRows {

    /** Few statements, each far below the largest packet that a database takes. */
    private static final int ROWS_OF_STATEMENT = 1_000;
    /** Of one statement; with more of them databases no longer look each up. */
    private static final int RANGES_OF_STATEMENT = 500;
    /** Facts that are in no figure yet, as many as calls of every day may go through. */
    static final int MOST_PENDING = 1_000;
    /** The one column that is no sum. */
    private static final String LONGEST = "longest";
    private static final List<String> FIGURES = List.of("amount", "timed", "millis", LONGEST);
    private static final String FACTS = "SELECT id, kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis, fold FROM desk_fact ";

    private final PlainSql sql;

    FigureRows(PlainSql sql) {
        this.sql = sql;
    }

    /** Whether a fact is in no figure yet. */
    boolean isAnyPending() {
        return !facts("FORCE INDEX (desk_fact_by_fold) WHERE fold IS NULL ORDER BY id LIMIT 1").isEmpty();
    }

    /** Whether so many facts are in no figure yet that adding them up takes longer than what it saves. */
    boolean isBacklog() {
        return number("SELECT COUNT(*) FROM (SELECT 1 FROM desk_fact FORCE INDEX (desk_fact_by_fold) WHERE fold IS NULL LIMIT " + (MOST_PENDING + 1)
                + ") pending") > MOST_PENDING;
    }

    /** The first committed facts behind one that are in no figure yet, by id. Nobody is waited for. */
    List<Fact> pending(long after, int limit) {
        // Behind one: entries of facts that have just been folded are still in the index, and would be gone through again and again.
        return facts("FORCE INDEX (desk_fact_by_fold) WHERE fold IS NULL AND id > " + after + " ORDER BY id LIMIT " + limit);
    }

    /** The first facts behind one, up to another, that were brought into the figures by folds up to one. */
    List<Fact> folded(long after, long last, long lastFold, int limit) {
        return facts("FORCE INDEX (PRIMARY) WHERE id > " + after + " AND id <= " + last + " AND fold <= " + lastFold + " ORDER BY id LIMIT " + limit);
    }

    private List<Fact> facts(String which) {
        return sql.list(FACTS + which, row -> new Fact(row.getLong(1), row.getInt(2), Columns.instant(row, 3), Columns.number(row, 4),
                Columns.number(row, 5), Columns.number(row, 6), Columns.number(row, 7), row.getInt(8), Columns.number(row, 9), Columns.number(row, 10)));
    }

    /**
     * Marks facts as folded: these, and none that has been committed between them meanwhile.
     *
     * @param facts by id
     */
    void mark(List<Fact> facts, long fold) {
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= facts.size(); i++) {
            if (i == facts.size() || facts.get(i).id() != facts.get(i - 1).id() + 1) {
                ranges.add("id BETWEEN " + facts.get(first).id() + " AND " + facts.get(i - 1).id());
                first = i;
            }
        }
        int marked = 0;
        for (int i = 0; i < ranges.size(); i += RANGES_OF_STATEMENT) {
            marked += sql.update("UPDATE desk_fact FORCE INDEX (PRIMARY) SET fold = " + fold + " WHERE fold IS NULL AND ("
                    + String.join(" OR ", ranges.subList(i, Math.min(ranges.size(), i + RANGES_OF_STATEMENT))) + ")");
        }
        if (marked != facts.size()) {
            throw new IllegalStateException(facts.size() + " facts were to be marked, but " + marked + " were");
        }
    }

    /** Adds facts to the figures of a set. */
    void add(long setId, ZoneId zone, List<Fact> facts) {
        FigureSums sums = FigureSums.of(facts, zone);
        add("figure", List.of("set_id", "scope", "kind", "days", "block", "department_id", "subject_id"), FIGURES, sums.figures(), (place, figure) ->
                Arrays.asList(setId, place.scope(), place.kind(), place.days(), place.block(), place.departmentId(), place.subjectId(), figure.amount(),
                        figure.timed(), figure.millis(), figure.longest()));
        add("agent_figure", List.of("set_id", "department_id", "days", "block", "agent_id"), AgentFigure.COLUMNS, sums.agents(), (place, figure) -> {
            List<Object> row = new ArrayList<>(List.of(setId, place.departmentId(), place.days(), place.block(), place.agentId()));
            row.addAll(figure.values());
            return row;
        });
    }

    /** Adds sums to the rows of a table, or makes them. */
    <P, F> void add(String table, List<String> key, List<String> values, Map<P, F> sums, BiFunction<P, F, List<?>> row) {
        String insert = "INSERT INTO " + table + " (" + String.join(", ", key) + ", " + String.join(", ", values) + ") VALUES ";
        String onward = values.stream().map(FigureRows::sum).collect(Collectors.joining(", ", " ON DUPLICATE KEY UPDATE ", ""));
        List<String> rows = new ArrayList<>(ROWS_OF_STATEMENT);
        for (Map.Entry<P, F> entry : sums.entrySet()) {
            rows.add(row.apply(entry.getKey(), entry.getValue()).stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")")));
            if (rows.size() == ROWS_OF_STATEMENT) {
                sql.update(insert + String.join(",", rows) + onward);
                rows.clear();
            }
        }
        if (!rows.isEmpty()) {
            sql.update(insert + String.join(",", rows) + onward);
        }
    }

    private static String sum(String column) {
        String more = "VALUES(" + column + ")";
        return column + " = " + (column.equals(LONGEST) ? "COALESCE(GREATEST(" + column + ", " + more + "), " + column + ", " + more + ")"
                : column + " + " + more);
    }

    /** Deletes some figures of a set, and says how many. */
    int delete(long setId, int most) {
        int deleted = sql.update("DELETE FROM figure WHERE set_id = " + setId + " LIMIT " + most);
        return deleted + sql.update("DELETE FROM agent_figure WHERE set_id = " + setId + " LIMIT " + (most - deleted));
    }

    long count(long setId) {
        return number("SELECT (SELECT COUNT(*) FROM figure WHERE set_id = " + setId + ") + (SELECT COUNT(*) FROM agent_figure WHERE set_id = " + setId + ")");
    }

    long countFacts() {
        return number("SELECT COUNT(*) FROM desk_fact");
    }

    private long number(String count) {
        return sql.one(count, row -> row.getLong(1));
    }
}
