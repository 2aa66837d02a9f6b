package dev.ringdown.desk.report;

import dev.ringdown.desk.report.ReportCharts.SizedChart;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.AbstractRenderer;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.RangeType;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.time.Day;
import org.jfree.data.time.TimeSeries;
import org.jfree.data.time.TimeSeriesCollection;
import org.jfree.data.time.TimeTableXYDataset;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.geom.Ellipse2D;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** How the charts of reports look. */
final class ChartStyle {

    private static final int MOST_BARS = 10;

    private static final int LONGEST_LABEL = 34;
    /** Beyond so many days single points would run into each other. */
    private static final int DAYS_WITH_POINTS = 62;
    private static final float FONT_SIZE = 7.5f;
    private static final float FRAME = 52;
    private static final float BAR = 15;
    private static final float DAYS_HEIGHT = 190;
    private static final Color INK = new Color(0x374151);
    private static final Color GRID = new Color(0xE5E7EB);
    private static final Paint[] SERIES = {new Color(0x2563EB), new Color(0x93C5FD)};

    private final Font font;

    ChartStyle(Font font) {
        this.font = font.deriveFont(FONT_SIZE);
    }

    record Series<R>(String name, Function<R, Long> value) {
    }

    /** What a bar is of: there may be several of one name. */
    record Bar(long id, String label) implements Comparable<Bar> {

        @Override
        public int compareTo(Bar other) {
            return Long.compare(id, other.id);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** A name that the font can't show gives way to the number. */
    Bar bar(long id, String name) {
        String label = font.canDisplayUpTo(name) < 0 ? name : "#" + id;
        return new Bar(id, label.codePointCount(0, label.length()) <= LONGEST_LABEL ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + '…');
    }

    /** Lying bars, the longest on top; no more than there is room for. */
    <R> SizedChart bars(String unit, boolean stacked, List<R> all, ToLongFunction<R> size, Function<R, Bar> bar, List<Series<R>> series) {
        List<R> rows = all.stream().sorted(Comparator.comparingLong(size).reversed()).limit(MOST_BARS).toList();
        DefaultCategoryDataset values = new DefaultCategoryDataset();
        rows.forEach(row -> series.forEach(one -> values.addValue(one.value().apply(row), one.name(), bar.apply(row))));
        BarRenderer renderer = stacked ? new StackedBarRenderer() : new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0);
        renderer.setMaximumBarWidth(0.12);
        CategoryAxis names = new CategoryAxis();
        names.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        names.setMaximumCategoryLabelWidthRatio(0.4f);
        names.setTickLabelFont(font);
        names.setTickLabelPaint(INK);
        names.setAxisLinePaint(GRID);
        names.setTickMarksVisible(false);
        names.setLowerMargin(0.01);
        names.setUpperMargin(0.01);
        names.setCategoryMargin(stacked ? 0.35 : 0.3);
        CategoryPlot plot = new CategoryPlot(values, names, numbers(rows.size() < all.size() ? unit + " (the " + MOST_BARS + " largest of " + all.size() + ")" : unit),
                renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        colour(renderer, series.size());
        return new SizedChart(chart(plot, series.size() > 1), FRAME + rows.size() * BAR * (stacked ? 1 : 1.5f));
    }

    /** A line through the days that have a value. */
    <R> SizedChart line(String unit, List<R> rows, Function<R, LocalDate> date, Function<R, Long> value) {
        TimeSeries line = new TimeSeries(unit);
        rows.forEach(row -> line.add(day(date.apply(row)), value.apply(row)));
        boolean points = rows.size() <= DAYS_WITH_POINTS;
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, points);
        renderer.setDefaultShape(new Ellipse2D.Double(-1.6, -1.6, 3.2, 3.2));
        renderer.setAutoPopulateSeriesShape(false);
        renderer.setSeriesStroke(0, new BasicStroke(1.2f));
        colour(renderer, 1);
        return new SizedChart(chart(plot(new XYPlot(new TimeSeriesCollection(line, TimeZone.getTimeZone("UTC")), dates(), numbers(unit), renderer)), false),
                DAYS_HEIGHT);
    }

    /** Standing bars, one for each day. */
    <R> SizedChart columns(String unit, List<R> rows, Function<R, LocalDate> date, List<Series<R>> series) {
        TimeTableXYDataset values = new TimeTableXYDataset(TimeZone.getTimeZone("UTC"), Locale.ENGLISH);
        rows.forEach(row -> series.forEach(one -> values.add(day(date.apply(row)), one.value().apply(row), one.name(), false)));
        StackedXYBarRenderer renderer = new StackedXYBarRenderer(rows.size() <= DAYS_WITH_POINTS ? 0.3 : 0);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        colour(renderer, series.size());
        return new SizedChart(chart(plot(new XYPlot(values, dates(), numbers(unit), renderer)), true), DAYS_HEIGHT);
    }

    /** In UTC throughout, so that a day is where its date is. */
    private static Day day(LocalDate date) {
        return new Day(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
    }

    private static XYPlot plot(XYPlot plot) {
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        return plot;
    }

    private NumberAxis numbers(String unit) {
        NumberAxis axis = new NumberAxis(unit);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ENGLISH));
        axis.setRangeType(RangeType.POSITIVE);
        axis.setAutoRangeMinimumSize(4);
        return styled(axis);
    }

    private DateAxis dates() {
        return styled(new DateAxis(null, TimeZone.getTimeZone("UTC"), Locale.ENGLISH));
    }

    private <A extends ValueAxis> A styled(A axis) {
        axis.setTickLabelFont(font);
        axis.setTickLabelPaint(INK);
        axis.setLabelFont(font);
        axis.setLabelPaint(INK);
        axis.setAxisLinePaint(GRID);
        axis.setTickMarkPaint(GRID);
        return axis;
    }

    private static void colour(AbstractRenderer renderer, int series) {
        for (int i = 0; i < series; i++) {
            renderer.setSeriesPaint(i, SERIES[i]);
        }
    }

    private JFreeChart chart(Plot plot, boolean legend) {
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setInsets(new RectangleInsets(2, 0, 2, 8));
        JFreeChart chart = new JFreeChart(null, font, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        if (legend) {
            LegendTitle entries = new LegendTitle(plot);
            entries.setItemFont(font);
            entries.setItemPaint(INK);
            entries.setFrame(BlockBorder.NONE);
            entries.setPosition(RectangleEdge.TOP);
            entries.setHorizontalAlignment(HorizontalAlignment.LEFT);
            chart.addLegend(entries);
        }
        return chart;
    }
}
