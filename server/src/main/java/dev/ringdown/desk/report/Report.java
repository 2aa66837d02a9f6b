package dev.ringdown.desk.report;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A report that was made.
 *
 * @param to   the last day, which belongs to the span
 * @param zone in which its days begin and end
 */
record Report(ReportKind kind, LocalDate from, LocalDate to, ZoneId zone, ReportTable<?> table) {

    /** Of a file, without its ending. */
    String fileName() {
        return kind.fileName() + '_' + from + '_' + to;
    }
}
