package dev.ringdown.desk.figure;

import dev.ringdown.store.Columns;
import dev.ringdown.store.PlainSql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads figures of spans of days: what is in the figures already, and what facts have been added since. Both come from one statement, which sees
 * one moment: while a fold brings facts in, none is missed and none counts twice. How many statements a call takes and how many rows it goes
 * through depends neither on how much has happened nor, but for figures by day, on how long the span is.
 */
@Singleton
public class Figures {

    /** Marks the rows of facts that are in no figures yet, and the row that says which set of figures is read. */
    private static final int PENDING = -1;
    private static final int ACTIVE_SET = -2;
    /** Another set takes the place of the one that is read once in a while, not time after time. */
    private static final int ATTEMPTS = 5;
    /** Days begin at quarters of an hour in every time zone since 1972. */
    private static final int QUARTER_MINUTES = 15;
    private static final long QUARTER_SECONDS = QUARTER_MINUTES * 60L;
    private static final Map<Integer, FactKind> KINDS = Arrays.stream(FactKind.values()).collect(Collectors.toMap(FactKind::number, kind -> kind));

    private final PlainSql sql;
    private final Clock clock;

    Figures(PlainSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What figures are asked for: one of the whole span, or one of each. */
    public enum Per {
        SPAN, DAY, DEPARTMENT, AGENT, TAG
    }

    public record Question(Per per, Set<FactKind> kinds) {

        public static Question of(Per per, FactKind first, FactKind... more) {
            return new Question(per, EnumSet.of(first, more));
        }
    }

    /**
     * @param days   the days of the desk as they were counted
     * @param first  the first day of the span that is one of them
     * @param last   the last such day; before the first if there is none
     * @param tables an answer to each question, in their order
     */
    public record Answer(DeskDays days, LocalDate first, LocalDate last, List<FigureTable> tables) {

        /** The days of the span that are days of the desk, in order. */
        public List<LocalDate> dates() {
            return last.isBefore(first) ? List.of() : first.datesUntil(last.plusDays(1)).toList();
        }
    }

    /** One statement. */
    public DeskDays days() {
        // Ids are given in the order of creation, or nearly so where several databases give them.
        return sql.one("SELECT s.id, s.time_zone, (SELECT created FROM agent ORDER BY id LIMIT 1), (SELECT started_at FROM chat ORDER BY id LIMIT 1) "
                + "FROM figure_set s WHERE s.active = TRUE", row -> {
                    ZoneId zone = ZoneId.of(row.getString(2));
                    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
                    LocalDate first = earlier(day(row, 3, zone), earlier(day(row, 4, zone), today));
                    return new DeskDays(zone, first, today, row.getLong(1));
                });
    }

    /** Two statements; see {@link #read(DeskDays, LocalDate, LocalDate, Long, Question...)}. */
    public Answer read(LocalDate from, LocalDate to, @Nullable Long departmentId, Question... questions) {
        return read(days(), from, to, departmentId, questions);
    }

    /**
     * Figures of a span. Days that are none of the desk's, before its first start or still to come, count for nothing, however many. One statement,
     * unless the figures were counted anew since the days were read.
     *
     * @param to           the last day, which belongs to the span
     * @param departmentId only what counts for this department; null: for the company
     */
    public Answer read(DeskDays days, LocalDate from, LocalDate to, @Nullable Long departmentId, Question... questions) {
        DeskDays current = days;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LocalDate first = later(from, current.first());
            LocalDate last = earlier(to, current.today());
            List<FigureTable> tables = Arrays.stream(questions).map(question -> new FigureTable()).toList();
            if (last.isBefore(first) || read(current, first, last, departmentId, questions, tables)) {
                return new Answer(current, first, last, tables);
            }
            current = days();
        }
        throw new IllegalStateException("Each set of figures was replaced while it was read");
    }

    /** False if the set of figures is no longer the one that is read: then what was read is of no use. */
    private boolean read(DeskDays days, LocalDate first, LocalDate last, @Nullable Long departmentId, Question[] questions, List<FigureTable> tables) {
        return sql.query(statement(days, first, last, departmentId, questions), rows -> {
            boolean active = false;
            while (rows.next()) {
                int question = rows.getInt(1);
                if (question == ACTIVE_SET) {
                    active = rows.getLong(3) == days.setId();
                } else if (question == PENDING) {
                    addPending(rows, days.zone(), departmentId, questions, tables);
                } else {
                    tables.get(question).add(rows.getLong(3), KINDS.get(rows.getInt(2)), figure(rows));
                }
            }
            return active;
        });
    }

    /** Names no value that a caller could have written: it consists of numbers and moments. */
    String statement(DeskDays days, LocalDate first, LocalDate last, @Nullable Long departmentId, Question... questions) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < questions.length; i++) {
            parts.add(questions[i].per() == Per.AGENT ? foldedOfAgents(i, questions[i].kinds(), days.setId(), first, last, departmentId)
                    : folded(i, questions[i], days.setId(), first, last, departmentId));
        }
        Set<FactKind> kinds = EnumSet.noneOf(FactKind.class);
        for (Question question : questions) {
            kinds.addAll(question.kinds());
        }
        parts.add(pending(kinds, days.zone(), first, last, departmentId));
        parts.add("SELECT " + ACTIVE_SET + ", 0, s.id, 0, 0, 0, 0, 0, 0, 0 FROM figure_set s WHERE s.active = TRUE");
        return String.join(" UNION ALL ", parts);
    }

    private static String folded(int number, Question question, long setId, LocalDate first, LocalDate last, @Nullable Long departmentId) {
        Per per = question.per();
        List<DayBlocks> blocks = per == Per.DAY ? List.of(new DayBlocks(1, first.toEpochDay(), last.toEpochDay()))
                : DayBlocks.of(first.toEpochDay(), last.toEpochDay());
        String days = blocks.stream().map(run -> "(f.days = " + run.days() + " AND f.block BETWEEN " + run.first() + " AND " + run.last() + ")")
                .collect(Collectors.joining(" OR ", "(", ")"));
        String id = switch (per) {
            case SPAN -> "0";
            case DAY -> "f.block";
            case DEPARTMENT -> "f.department_id";
            case TAG -> "f.subject_id";
            case AGENT -> throw notHere(per);
        };
        return "SELECT " + number + " AS question, f.kind AS kind, " + id + " AS id, 0 AS department_id, 0 AS agent_id, 0 AS tag_id, " + sum("amount") + ", "
                + sum("timed") + ", " + sum("millis") + ", MAX(f.longest) AS longest FROM figure f WHERE f.set_id = " + setId
                + " AND f.scope = " + scope(per, departmentId).number() + " AND f.kind IN (" + numbers(question.kinds()) + ") AND " + days
                + (departmentId == null ? "" : " AND f.department_id = " + departmentId) + " GROUP BY f.kind" + (per == Per.SPAN ? "" : ", " + id);
    }

    /** All kinds of an agent stand in one row, and come as a row each. */
    private static String foldedOfAgents(int number, Set<FactKind> kinds, long setId, LocalDate first, LocalDate last, @Nullable Long departmentId) {
        String sums = kinds.stream().flatMap(kind -> AgentFigure.columns(kind).stream()).map(column -> "SUM(f." + column + " * b.sign) AS " + column)
                .collect(Collectors.joining(", "));
        return "SELECT " + number + " AS question, k.kind AS kind, a.agent_id AS id, 0 AS department_id, 0 AS agent_id, 0 AS tag_id, "
                + oneOf(kinds, AgentFigure::amount) + " AS amount, " + oneOf(kinds, AgentFigure::timed) + " AS timed, " + oneOf(kinds, AgentFigure::millis)
                + " AS millis, NULL AS longest FROM (SELECT f.agent_id, " + sums + " FROM ("
                + DayBlocks.signed(first.toEpochDay(), last.toEpochDay()).stream()
                        .map(block -> "SELECT " + block.days() + " AS days, " + block.number() + " AS block, " + block.sign() + "e0 AS sign").collect(Collectors.joining(" UNION ALL "))
                + ") b STRAIGHT_JOIN agent_figure f FORCE INDEX (PRIMARY) ON f.set_id = " + setId + " AND f.department_id = "
                + (departmentId == null ? 0 : departmentId) + " AND f.days = b.days AND f.block = b.block GROUP BY f.agent_id) a CROSS JOIN ("
                + kinds.stream().map(kind -> "SELECT " + kind.number() + " AS kind").collect(Collectors.joining(" UNION ALL ")) + ") k";
    }

    private static IllegalArgumentException notHere(Per per) {
        return new IllegalArgumentException("Figures by " + per + " are in no row of the table figure");
    }

    /** As a floating-point number, which is exact to 2^53: the sum of whole numbers would be a decimal, which takes several times as long. */
    private static String sum(String column) {
        return "SUM(f." + column + " + 0e0) AS " + column;
    }

    private static String oneOf(Set<FactKind> kinds, Function<FactKind, String> column) {
        return kinds.stream().map(kind -> " WHEN " + kind.number() + " THEN " + column.apply(kind)).collect(Collectors.joining("", "CASE k.kind", " END"));
    }

    /** The index is named, since there may be very many facts of which hardly any is pending. */
    private static String pending(Set<FactKind> kinds, ZoneId zone, LocalDate first, LocalDate last, @Nullable Long departmentId) {
        return "SELECT " + PENDING + ", p.kind, TIMESTAMPDIFF(MINUTE, '1970-01-01', p.occurred_at) DIV " + QUARTER_MINUTES + " AS quarter, "
                + "COALESCE(p.department_id, 0) AS of_department, COALESCE(p.agent_id, 0) AS of_agent, COALESCE(p.tag_id, 0) AS of_tag, SUM(p.amount), "
                + "COUNT(p.millis), COALESCE(SUM(p.millis), 0), MAX(p.millis) FROM desk_fact p FORCE INDEX (desk_fact_by_fold) WHERE p.fold IS NULL "
                + "AND p.kind IN (" + numbers(kinds) + ") AND p.occurred_at >= " + PlainSql.literal(first.atStartOfDay(zone).toInstant())
                + " AND p.occurred_at < " + PlainSql.literal(last.plusDays(1).atStartOfDay(zone).toInstant())
                + (departmentId == null ? "" : " AND p.department_id = " + departmentId)
                + " GROUP BY p.kind, quarter, of_department, of_agent, of_tag";
    }

    private static void addPending(ResultSet rows, ZoneId zone, @Nullable Long departmentId, Question[] questions, List<FigureTable> tables)
            throws SQLException {
        FactKind kind = KINDS.get(rows.getInt(2));
        long day = LocalDate.ofInstant(Instant.ofEpochSecond(rows.getLong(3) * QUARTER_SECONDS), zone).toEpochDay();
        Map<Per, Long> ids = new HashMap<>(Map.of(Per.SPAN, 0L, Per.DAY, day));
        ids.put(Per.DEPARTMENT, rows.getLong(4));
        ids.put(Per.AGENT, rows.getLong(5));
        ids.put(Per.TAG, rows.getLong(6));
        for (int i = 0; i < questions.length; i++) {
            Per per = questions[i].per();
            boolean counts = questions[i].kinds().contains(kind) && (per == Per.SPAN || per == Per.DAY || ids.get(per) != 0);
            if (counts) {
                tables.get(i).add(ids.get(per), kind, per == Per.AGENT ? figure(rows).withoutLongest() : figure(rows));
            }
        }
    }

    private static Scope scope(Per per, @Nullable Long departmentId) {
        return switch (per) {
            case SPAN, DAY -> departmentId == null ? Scope.COMPANY : Scope.DEPARTMENT;
            case DEPARTMENT -> Scope.DEPARTMENT;
            case AGENT -> throw notHere(per);
            case TAG -> departmentId == null ? Scope.TAG : Scope.TAG_IN_DEPARTMENT;
        };
    }

    private static Figure figure(ResultSet row) throws SQLException {
        return new Figure(row.getLong(7), row.getLong(8), row.getLong(9), Columns.number(row, 10));
    }

    private static String numbers(Set<FactKind> kinds) {
        return kinds.stream().map(kind -> String.valueOf(kind.number())).collect(Collectors.joining(", "));
    }

    private static @Nullable LocalDate day(ResultSet row, int column, ZoneId zone) throws SQLException {
        Instant moment = Columns.instant(row, column);
        return moment == null ? null : LocalDate.ofInstant(moment, zone);
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one != null && one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
