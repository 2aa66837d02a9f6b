package dev.ringdown.desk.report;

import com.lowagie.text.Image;
import com.lowagie.text.pdf.DefaultFontMapper;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfGraphics2D;
import com.lowagie.text.pdf.PdfTemplate;
import dev.ringdown.api.agentchat.model.AgentReportRow;
import dev.ringdown.api.agentchat.model.DepartmentReportRow;
import dev.ringdown.api.agentchat.model.OutOfHoursReportRow;
import dev.ringdown.api.agentchat.model.ResponseTimeReportRow;
import dev.ringdown.api.agentchat.model.TagReportRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.jfree.chart.JFreeChart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Draws the chart of a report, in lines and shapes that stay sharp at any size. A machine on which the fonts of the Java runtime can't start has
 * no charts; it is said once in the log.
 */
@Singleton
class ReportCharts {

    private static final Logger LOG = LoggerFactory.getLogger(ReportCharts.class);
    private static final String HEADLESS = "java.awt.headless";

    private volatile boolean impossible;
    private volatile @Nullable Font font;

    /** A chart of that width, in points; empty if there is nothing to show or no way to draw it. */
    Optional<Image> draw(Report report, PdfContentByte canvas, float width) {
        if (report.table().rows().isEmpty()) {
            return Optional.empty();
        }
        return font().map(started -> image(chart(report, new ChartStyle(started)), canvas, width));
    }

    private Optional<Font> font() {
        if (font == null && !impossible) {
            startFonts();
        }
        return Optional.ofNullable(font);
    }

    /** What they need of the machine is missing on some, or wrong; it shows when the first text is laid out. */
    private synchronized void startFonts() {
        if (font != null || impossible) {
            return;
        }
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
        try {
            Font started = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(PdfFonts.read(PdfFonts.REGULAR)));
            new TextLayout("0", started, new FontRenderContext(null, true, true)).getBounds();
            font = started;
        } catch (FontFormatException | IOException | RuntimeException | LinkageError | InternalError | AWTError e) {
            impossible = true;
            LOG.warn("Reports come without charts: the fonts of the Java runtime can't start ({})", e.toString());
        }
    }

    private static Image image(SizedChart chart, PdfContentByte canvas, float width) {
        PdfTemplate template = canvas.createTemplate(width, chart.height());
        PdfGraphics2D graphics = new ShapedText(template, width, chart.height());
        chart.chart().draw(graphics, new Rectangle2D.Float(0, 0, width, chart.height()));
        graphics.dispose();
        return Image.getInstance(template);
    }

    /** @param height in points */
    record SizedChart(JFreeChart chart, float height) {
    }

    private static SizedChart chart(Report report, ChartStyle style) {
        return switch (report.kind()) {
            case CHATS_PER_DEPARTMENT -> style.bars("Chats", true, report.rows(DepartmentReportRow.class), DepartmentReportRow::totalChats,
                    row -> style.bar(row.departmentID(), row.departmentName()),
                    List.of(new ChartStyle.Series<>("New customers", DepartmentReportRow::newCustomers),
                            new ChartStyle.Series<>("Returning customers", DepartmentReportRow::returningCustomers)));
            case AGENT_PERFORMANCE -> style.bars("Chats", false, report.rows(AgentReportRow.class), AgentReportRow::totalChats,
                    row -> style.bar(row.agentID(), row.agentName()),
                    List.of(new ChartStyle.Series<>("Taken or given", AgentReportRow::totalChats),
                            new ChartStyle.Series<>("Closed", AgentReportRow::closedChats)));
            case TAGS -> style.bars("Chats", true, report.rows(TagReportRow.class), TagReportRow::totalChats,
                    row -> style.bar(row.tagID(), row.tagGroupName() + ": " + row.tagName()),
                    List.of(new ChartStyle.Series<>("Chats that carry the tag", TagReportRow::totalChats)));
            case RESPONSE_TIMES -> style.line("Average first response, in seconds", report.rows(ResponseTimeReportRow.class),
                    ResponseTimeReportRow::date, ResponseTimeReportRow::averageFirstResponseSeconds);
            case OUT_OF_HOURS_CONTACTS -> style.columns("Contacts", report.rows(OutOfHoursReportRow.class), OutOfHoursReportRow::date,
                    List.of(new ChartStyle.Series<>("Outside working hours", OutOfHoursReportRow::outsideWorkingHours),
                            new ChartStyle.Series<>("Nobody online", OutOfHoursReportRow::nobodyOnline)));
        };
    }

    /** Texts as shapes, in the direction in which each is read. */
    private static final class ShapedText extends PdfGraphics2D {

        ShapedText(PdfContentByte canvas, float width, float height) {
            super(canvas, width, height, new DefaultFontMapper(), true, false, 0);
        }

        @Override
        public void drawString(String text, float x, float y) {
            if (!text.isEmpty()) {
                fill(new TextLayout(text, getFont(), getFontRenderContext()).getOutline(AffineTransform.getTranslateInstance(x, y)));
            }
        }
    }
}
