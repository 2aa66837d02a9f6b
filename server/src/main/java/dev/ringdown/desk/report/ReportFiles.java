package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.ReportFileFormat;
import dev.ringdown.desk.settings.DeskSettings;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Brings reports into the forms in which they are sent and saved. */
@Singleton
class ReportFiles {

    private final DeskSettings settings;
    private final ReportCharts charts;
    private final Clock clock;
    private final List<String> fonts;

    /** @param fonts files of further fonts for documents */
    ReportFiles(DeskSettings settings, ReportCharts charts, Clock clock, @Nullable @Property(name = "ringdown.report.fonts") List<String> fonts) {
        this.settings = settings;
        this.charts = charts;
        this.clock = clock;
        this.fonts = fonts == null ? List.of() : fonts;
        for (String font : this.fonts) {
            if (!Files.isReadable(Path.of(font))) {
                throw new ConfigurationException("ringdown.report.fonts names a file that can't be read: " + font);
            }
        }
    }

    /** Without parameters. */
    static String mediaType(ReportFileFormat format) {
        return switch (format) {
            case CSV -> "text/csv";
            case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case PDF -> "application/pdf";
        };
    }

    ReportFile of(Report report, ReportFileFormat format) {
        byte[] content = switch (format) {
            case CSV -> CsvReport.of(report);
            case XLSX -> XlsxReport.of(report);
            case PDF -> PdfReport.of(report, settings.companyName(), clock.instant().atZone(report.zone()), new PdfFonts(fonts), charts);
        };
        String mediaType = format == ReportFileFormat.CSV ? mediaType(format) + "; charset=utf-8" : mediaType(format);
        return new ReportFile(report.fileName() + '.' + format.getValue().toLowerCase(Locale.ROOT), mediaType, content);
    }
}
