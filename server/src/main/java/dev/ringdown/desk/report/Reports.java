package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.AgentReportRow;
import dev.ringdown.api.agentchat.model.DepartmentReportRow;
import dev.ringdown.api.agentchat.model.OutOfHoursReportRow;
import dev.ringdown.api.agentchat.model.ReportFileFormat;
import dev.ringdown.api.agentchat.model.ResponseTimeReportRow;
import dev.ringdown.api.agentchat.model.TagReportRow;
import dev.ringdown.desk.figure.FactKind;
import dev.ringdown.desk.figure.Figure;
import dev.ringdown.desk.figure.FigureTable;
import dev.ringdown.desk.figure.Figures;
import dev.ringdown.desk.figure.Figures.Answer;
import dev.ringdown.desk.figure.Figures.Per;
import dev.ringdown.desk.figure.Figures.Question;
import jakarta.inject.Singleton;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import static dev.ringdown.desk.figure.FactKind.ASSIGNED;
import static dev.ringdown.desk.figure.FactKind.CLOSED;
import static dev.ringdown.desk.figure.FactKind.ENTERED_NEW;
import static dev.ringdown.desk.figure.FactKind.ENTERED_RETURNING;
import static dev.ringdown.desk.figure.FactKind.NOBODY_ONLINE_ENDED;
import static dev.ringdown.desk.figure.FactKind.NOBODY_ONLINE_HELD;
import static dev.ringdown.desk.figure.FactKind.OUT_OF_HOURS_ENDED;
import static dev.ringdown.desk.figure.FactKind.OUT_OF_HOURS_HELD;
import static dev.ringdown.desk.figure.FactKind.RESPONDED;
import static dev.ringdown.desk.figure.FactKind.STARTED_NEW;
import static dev.ringdown.desk.figure.FactKind.STARTED_RETURNING;
import static dev.ringdown.desk.figure.FactKind.TAGGED;

/** Makes reports, each over a span of days. Whatever its form, its figures are those of one query. */
@Singleton
public class Reports {

    private final Figures figures;
    private final NameRepository names;
    private final ReportFiles files;

    Reports(Figures figures, NameRepository names, ReportFiles files) {
        this.figures = figures;
        this.names = names;
        this.files = files;
    }

    /** @param to the last day, which belongs to the span */
    public ReportFile file(ReportKind report, LocalDate from, LocalDate to, ReportFileFormat format) {
        return files.of(make(report, from, to), format);
    }

    /**
     * Three statements at the most, whatever the span.
     *
     * @param to the last day, which belongs to the span
     */
    Report make(ReportKind kind, LocalDate from, LocalDate to) {
        Answer answer = figures.read(from, to, null, question(kind));
        FigureTable table = answer.tables().get(0);
        ReportTable<?> rows = switch (kind) {
            case CHATS_PER_DEPARTMENT -> departments(table);
            case AGENT_PERFORMANCE -> agents(table);
            case TAGS -> tags(table);
            case RESPONSE_TIMES -> responseTimes(table, answer.dates());
            case OUT_OF_HOURS_CONTACTS -> contacts(table, answer.dates());
        };
        return new Report(kind, from, to, answer.days().zone(), rows);
    }

    private static Question question(ReportKind kind) {
        return switch (kind) {
            case CHATS_PER_DEPARTMENT -> Question.of(Per.DEPARTMENT, STARTED_NEW, ENTERED_NEW, STARTED_RETURNING, ENTERED_RETURNING, RESPONDED, CLOSED);
            case AGENT_PERFORMANCE -> Question.of(Per.AGENT, ASSIGNED, RESPONDED, CLOSED);
            case TAGS -> Question.of(Per.TAG, TAGGED);
            case RESPONSE_TIMES -> Question.of(Per.DAY, RESPONDED, CLOSED);
            case OUT_OF_HOURS_CONTACTS -> Question.of(Per.DAY, OUT_OF_HOURS_ENDED, OUT_OF_HOURS_HELD, NOBODY_ONLINE_ENDED, NOBODY_ONLINE_HELD);
        };
    }

    private ReportTable<DepartmentReportRow> departments(FigureTable figures) {
        List<DepartmentReportRow> rows = new ArrayList<>();
        for (Named department : names.departments()) {
            long newCustomers = figures.figure(department.id(), FactKind.OF_NEW_CUSTOMERS).amount();
            long returning = figures.figure(department.id(), FactKind.OF_RETURNING_CUSTOMERS).amount();
            Figure closed = figures.figure(department.id(), CLOSED);
            if (newCustomers + returning > 0 || closed.amount() > 0) {
                rows.add(new DepartmentReportRow(department.id(), department.name(), newCustomers + returning, newCustomers, returning, closed.amount(),
                        figures.figure(department.id(), RESPONDED).averageSeconds(), closed.averageSeconds()));
            }
        }
        return new ReportTable<>(ReportColumns.OF_DEPARTMENTS, rows);
    }

    private ReportTable<AgentReportRow> agents(FigureTable figures) {
        List<AgentReportRow> rows = new ArrayList<>();
        for (Named agent : names.agents()) {
            long assigned = figures.figure(agent.id(), ASSIGNED).amount();
            Figure closed = figures.figure(agent.id(), CLOSED);
            if (assigned > 0 || closed.amount() > 0) {
                rows.add(new AgentReportRow(agent.id(), agent.name(), assigned, closed.amount(),
                        figures.figure(agent.id(), RESPONDED).averageSeconds(), closed.averageSeconds()));
            }
        }
        return new ReportTable<>(ReportColumns.OF_AGENTS, rows);
    }

    private ReportTable<TagReportRow> tags(FigureTable figures) {
        List<TagReportRow> rows = new ArrayList<>();
        for (NamedTag tag : names.tags()) {
            long tagged = figures.figure(tag.id(), TAGGED).amount();
            if (tagged > 0) {
                rows.add(new TagReportRow(tag.groupId(), tag.groupName(), tag.id(), tag.name(), tagged));
            }
        }
        return new ReportTable<>(ReportColumns.OF_TAGS, rows);
    }

    private static ReportTable<ResponseTimeReportRow> responseTimes(FigureTable figures, List<LocalDate> dates) {
        return new ReportTable<>(ReportColumns.OF_RESPONSE_TIMES, dates.stream().map(date -> {
            Figure responded = figures.figure(date.toEpochDay(), RESPONDED);
            Figure closed = figures.figure(date.toEpochDay(), CLOSED);
            return new ResponseTimeReportRow(date, responded.amount(), responded.averageSeconds(), responded.longestSeconds(), closed.amount(),
                    closed.averageSeconds());
        }).toList());
    }

    private static ReportTable<OutOfHoursReportRow> contacts(FigureTable figures, List<LocalDate> dates) {
        return new ReportTable<>(ReportColumns.OF_CONTACTS, dates.stream().map(date -> {
            long outsideEnded = amount(figures, date, OUT_OF_HOURS_ENDED);
            long outsideHeld = amount(figures, date, OUT_OF_HOURS_HELD);
            long nobodyEnded = amount(figures, date, NOBODY_ONLINE_ENDED);
            long nobodyHeld = amount(figures, date, NOBODY_ONLINE_HELD);
            return new OutOfHoursReportRow(date, outsideEnded + outsideHeld + nobodyEnded + nobodyHeld, outsideEnded + outsideHeld,
                    nobodyEnded + nobodyHeld, outsideEnded + nobodyEnded, outsideHeld + nobodyHeld);
        }).toList());
    }

    private static long amount(FigureTable figures, LocalDate date, FactKind kind) {
        return figures.figure(date.toEpochDay(), kind).amount();
    }
}
