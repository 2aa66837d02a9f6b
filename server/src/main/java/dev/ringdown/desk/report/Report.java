package dev.ringdown.desk.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A report that was made.
 *
 * @param to   the last day, which belongs to the span
 * @param zone in which its days begin and end
 */
record Report(ReportKind kind, LocalDate from, LocalDate to, ZoneId zone, ReportTable<?> table) {

    /** @param type that of this report's rows */
    <R> List<R> rows(Class<R> type) {
        return table.rows().stream().map(type::cast).toList();
    }

    /** Of a file, without its ending. */
    String fileName() {
        return kind.fileName() + '_' + from + '_' + to;
    }
}
