package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.ReportFileFormat;
import jakarta.inject.Singleton;

/** Brings reports into the forms in which they are sent and saved. */
@Singleton
class ReportFiles {

    ReportFile of(Report report, ReportFileFormat format) {
        return switch (format) {
            case CSV -> new ReportFile(report.fileName() + ".csv", "text/csv; charset=utf-8", CsvReport.of(report));
            case XLSX, PDF -> throw new UnsupportedOperationException();
        };
    }
}
