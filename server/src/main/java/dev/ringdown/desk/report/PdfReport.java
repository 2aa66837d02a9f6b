package dev.ringdown.desk.report;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import dev.ringdown.desk.report.ReportTable.Column;
import dev.ringdown.desk.report.ReportTable.Type;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.text.Bidi;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A report as a document to read and print: what it is, a chart, and the table over as many pages as it takes. */
final class PdfReport {

    private static final float MARGIN = 42;
    private static final float FOOT = 26;
    private static final float SMALL = 7.5f;
    private static final float PLAIN = 9;
    private static final float LARGE = 18;
    private static final float PADDING = 3.5f;
    private static final float NARROWEST = 50;
    private static final float HAIRLINE = 0.5f;
    /** Rows that are held until they are written. */
    private static final int PORTION = 500;
    private static final Color INK = new Color(0x111827);
    private static final Color PALE_INK = new Color(0x6B7280);
    private static final Color LINE = new Color(0xE5E7EB);
    private static final Color HEAD = new Color(0xF3F4F6);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final Report report;
    private final String company;
    private final ZonedDateTime made;
    private final PdfFonts fonts;
    private final ReportCharts charts;

    private PdfReport(Report report, String company, ZonedDateTime made, PdfFonts fonts, ReportCharts charts) {
        this.report = report;
        this.company = company;
        this.made = made;
        this.fonts = fonts;
        this.charts = charts;
    }

    static byte[] of(Report report, String company, ZonedDateTime made, PdfFonts fonts, ReportCharts charts) {
        return new PdfReport(report, company, made, fonts, charts).bytes();
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN + FOOT);
        PdfWriter writer = PdfWriter.getInstance(document, bytes);
        writer.setPageEvent(new Foot());
        document.addTitle(report.kind().title() + ", " + span());
        document.addAuthor(company);
        document.addCreator("Ringdown");
        document.open();
        float width = document.right() - document.left();
        document.add(head());
        charts.draw(report, writer.getDirectContent(), width).ifPresent(chart -> {
            chart.setSpacingBefore(8);
            document.add(chart);
        });
        if (report.table().rows().isEmpty()) {
            document.add(block(cell(fonts.phrase("Nothing happened in this span.", false, PLAIN, PALE_INK), "", Element.ALIGN_LEFT)));
        } else {
            add(report.table(), document);
        }
        document.close();
        return bytes.toByteArray();
    }

    private PdfPTable head() {
        PdfPTable head = block(cell(fonts.phrase(company, false, PLAIN, PALE_INK), company, Element.ALIGN_LEFT));
        head.addCell(cell(fonts.phrase(report.kind().title(), true, LARGE, INK), "", Element.ALIGN_LEFT));
        head.addCell(cell(fonts.phrase(span(), false, PLAIN, INK), "", Element.ALIGN_LEFT));
        head.addCell(cell(fonts.phrase("Days in the time zone " + report.zone() + ". Made on " + MOMENT.format(made) + ".", false, SMALL, PALE_INK), "",
                Element.ALIGN_LEFT));
        head.setSpacingAfter(8);
        return head;
    }

    private String span() {
        return report.from().equals(report.to()) ? DAY.format(report.from()) : DAY.format(report.from()) + " to " + DAY.format(report.to());
    }

    private static PdfPTable block(PdfPCell cell) {
        PdfPTable block = new PdfPTable(1);
        block.setWidthPercentage(100);
        block.addCell(cell);
        return block;
    }

    private <R> void add(ReportTable<R> table, Document document) {
        PdfPTable shown = new PdfPTable(widths(table, document.right() - document.left()));
        shown.setWidthPercentage(100);
        shown.setSpacingBefore(8);
        shown.setHeaderRows(1);
        shown.setSplitLate(true);
        shown.setComplete(false);
        for (Column<R> column : table.columns()) {
            PdfPCell cell = cell(fonts.phrase(heading(column.name()), true, SMALL, INK), "", alignment(column));
            cell.setBackgroundColor(HEAD);
            cell.setVerticalAlignment(Element.ALIGN_BOTTOM);
            shown.addCell(lined(cell));
        }
        int held = 0;
        for (R row : table.rows()) {
            for (Column<R> column : table.columns()) {
                Object value = column.of(row);
                String text = value == null ? "" : value.toString();
                shown.addCell(lined(cell(fonts.phrase(text, false, SMALL, INK), column.type() == Type.TEXT ? text : "", alignment(column))));
            }
            if (++held % PORTION == 0) {
                document.add(shown);
            }
        }
        shown.setComplete(true);
        document.add(shown);
    }

    /** Numbers and dates take what their headings need, texts share what is left. */
    private <R> float[] widths(ReportTable<R> table, float whole) {
        float[] widths = new float[table.columns().size()];
        float left = whole;
        int texts = 0;
        for (int i = 0; i < widths.length; i++) {
            Column<R> column = table.columns().get(i);
            if (column.type() == Type.TEXT) {
                texts++;
            } else {
                widths[i] = Math.max(NARROWEST, fonts.widestWord(heading(column.name()), SMALL) + 2 * PADDING + 1);
                left -= widths[i];
            }
        }
        for (int i = 0; i < widths.length; i++) {
            if (table.columns().get(i).type() == Type.TEXT) {
                widths[i] = left / texts;
            } else if (texts == 0) {
                widths[i] += left / widths.length;
            }
        }
        return widths;
    }

    private static int alignment(Column<?> column) {
        return column.type() == Type.NUMBER ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT;
    }

    /** The words of a property's name. */
    static String heading(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        StringBuilder heading = new StringBuilder();
        for (String word : words.split(" ")) {
            heading.append(heading.isEmpty() ? word : " " + (word.equals("ID") ? word : word.toLowerCase(Locale.ROOT)));
        }
        return heading.toString();
    }

    /** @param foreign what somebody has written, in whatever direction it reads */
    private static PdfPCell cell(Phrase phrase, String foreign, int alignment) {
        PdfPCell cell = new PdfPCell(phrase);
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(PADDING);
        cell.setPaddingLeft(alignment == Element.ALIGN_LEFT ? PADDING : 1);
        cell.setHorizontalAlignment(alignment);
        if (Bidi.requiresBidi(foreign.toCharArray(), 0, foreign.length())) {
            cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        }
        return cell;
    }

    private static PdfPCell lined(PdfPCell cell) {
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(LINE);
        cell.setBorderWidth(HAIRLINE);
        return cell;
    }

    /** What stands at the foot of each page. How many pages there are is known when the last one is done. */
    private final class Foot extends PdfPageEventHelper {

        private static final String SAMPLE = "000";

        private PdfTemplate pages;

        @Override
        public void onOpenDocument(PdfWriter writer, Document document) {
            pages = writer.getDirectContent().createTemplate(fonts.regular().getWidthPoint(SAMPLE, SMALL), LARGE);
            pages.setBoundingBox(new Rectangle(0, -SMALL, pages.getWidth(), LARGE));
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            PdfContentByte canvas = writer.getDirectContent();
            String page = "Page " + writer.getPageNumber() + " of ";
            float y = document.bottom() - FOOT;
            float x = document.right() - fonts.regular().getWidthPoint(page, SMALL) - pages.getWidth();
            canvas.saveState();
            canvas.setColorStroke(LINE);
            canvas.setLineWidth(HAIRLINE);
            canvas.moveTo(document.left(), y + SMALL + PADDING);
            canvas.lineTo(document.right(), y + SMALL + PADDING);
            canvas.stroke();
            write(canvas, report.kind().title() + ", " + span(), document.left(), y);
            write(canvas, page, x, y);
            canvas.addTemplate(pages, document.right() - pages.getWidth(), y);
            canvas.restoreState();
        }

        @Override
        public void onCloseDocument(PdfWriter writer, Document document) {
            write(pages, String.valueOf(writer.getPageNumber() - 1), 0, 0);
        }

        private void write(PdfContentByte canvas, String text, float x, float y) {
            canvas.beginText();
            canvas.setColorFill(PALE_INK);
            canvas.setFontAndSize(fonts.regular(), SMALL);
            canvas.setTextMatrix(x, y);
            canvas.showText(text);
            canvas.endText();
        }
    }
}
