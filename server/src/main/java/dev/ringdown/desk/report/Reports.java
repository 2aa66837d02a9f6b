package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.ReportFileFormat;
import jakarta.inject.Singleton;

import java.time.LocalDate;

/** Makes reports, each over a span of days. Whatever its form, its figures are those of one query. */
@Singleton
public class Reports {

    /** @param to the last day, which belongs to the span */
    public ReportFile file(ReportKind report, LocalDate from, LocalDate to, ReportFileFormat format) {
        throw new UnsupportedOperationException();
    }
}
