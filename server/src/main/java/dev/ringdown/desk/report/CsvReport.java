package dev.ringdown.desk.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ringdown.desk.Csv;
import dev.ringdown.desk.report.ReportTable.Column;
import io.micronaut.core.annotation.Nullable;

/** A report as comma-separated values. */
final class CsvReport {

    private CsvReport() {
    }

    static byte[] of(Report report) {
        return Csv.of(csv -> write(report.table(), csv));
    }

    private static <R> void write(ReportTable<R> table, CsvWriter csv) {
        csv.writeRecord(table.columns().stream().map(Column::name).toList());
        table.rows().forEach(row -> csv.writeRecord(table.columns().stream().map(column -> cell(column.of(row))).toList()));
    }

    private static @Nullable String cell(@Nullable Object value) {
        return value == null ? null : value instanceof String text ? Csv.text(text) : value.toString();
    }
}
