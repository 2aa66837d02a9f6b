package dev.ringdown.desk.report;

import dev.ringdown.desk.report.ReportTable.Column;
import dev.ringdown.desk.report.ReportTable.Type;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;

/** A report as a spreadsheet: one sheet, numbers as numbers, dates as dates, and texts as texts, whatever they begin with. */
final class XlsxReport {

    private static final String APPLICATION = "Ringdown";
    private static final String APPLICATION_VERSION = "1.0";
    private static final String DATE_FORMAT = "yyyy-mm-dd";
    private static final String HEADER_COLOR = "F3F4F6";
    private static final int WIDEST = 60;
    private static final int MARGIN = 2;

    private XlsxReport() {
    }

    static byte[] of(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, APPLICATION, APPLICATION_VERSION)) {
            write(report.table(), workbook.newWorksheet(report.kind().title()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <R> void write(ReportTable<R> table, Worksheet sheet) {
        int last = table.rows().size();
        for (int at = 0; at < table.columns().size(); at++) {
            Column<R> column = table.columns().get(at);
            sheet.value(0, at, column.name());
            int widest = column.name().length();
            for (int row = 1; row <= last; row++) {
                widest = Math.max(widest, write(column.of(table.rows().get(row - 1)), sheet, row, at));
            }
            if (column.type() == Type.DATE && last > 0) {
                sheet.range(1, at, last, at).style().format(DATE_FORMAT).set();
            }
            sheet.width(at, Math.min(widest, WIDEST) + MARGIN);
        }
        sheet.range(0, 0, 0, table.columns().size() - 1).style().bold().fillColor(HEADER_COLOR).set();
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
        sheet.pageOrientation("landscape");
    }

    /** How many characters it shows. */
    private static int write(Object value, Worksheet sheet, int row, int at) {
        if (value instanceof Long number) {
            sheet.value(row, at, number);
        } else if (value instanceof LocalDate date) {
            sheet.value(row, at, date);
        } else if (value != null) {
            sheet.value(row, at, value.toString());
        }
        return value == null ? 0 : value.toString().length();
    }
}
