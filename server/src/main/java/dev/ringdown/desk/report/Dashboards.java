package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.ChatsByAgent;
import dev.ringdown.api.agentchat.model.ChatsByDay;
import dev.ringdown.api.agentchat.model.ChatsByDepartment;
import dev.ringdown.api.agentchat.model.ChatsByTag;
import dev.ringdown.api.agentchat.model.Dashboard;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.figure.DeskDays;
import dev.ringdown.desk.figure.FactKind;
import dev.ringdown.desk.figure.FigureTable;
import dev.ringdown.desk.figure.Figures;
import dev.ringdown.desk.figure.Figures.Answer;
import dev.ringdown.desk.figure.Figures.Per;
import dev.ringdown.desk.figure.Figures.Question;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes dashboards: the figures of a span of days, of the company or of one department (agentchat, GetDashboard). */
@Singleton
class Dashboards {

    /** The span that ends today or on a given day, where no first day is given. */
    private static final int USUAL_DAYS = 30;
    private static final LocalDate FIRST_OF_ALL = LocalDate.of(0, 1, 1);

    private final Figures figures;
    private final NameRepository names;
    private final DepartmentRepository departments;

    Dashboards(Figures figures, NameRepository names, DepartmentRepository departments) {
        this.figures = figures;
        this.names = names;
        this.departments = departments;
    }

    /**
     * Six statements at the most, whatever the span.
     *
     * @throws DeskException 404 no such department; 400 a first day in the future without a last day
     */
    Dashboard make(Optional<LocalDate> from, Optional<LocalDate> to, @Nullable Long departmentId) {
        DeskDays days = figures.days();
        LocalDate last = to.orElse(days.today());
        LocalDate first = from.orElseGet(() -> earliest(last.minusDays(USUAL_DAYS - 1)));
        if (last.isBefore(first)) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, "FromDate", "FromDate must not be after today, where there is no ToDate.");
        }
        if (departmentId != null && departments.findById(departmentId).isEmpty()) {
            throw DeskException.notFound("DepartmentID", "department");
        }
        return shown(first, last, figures.read(days, first, last, departmentId, questions(departmentId)));
    }

    private static LocalDate earliest(LocalDate day) {
        return day.isBefore(FIRST_OF_ALL) ? FIRST_OF_ALL : day;
    }

    /** A chat counts for the company once, where it starts, but for each department that it enters. */
    private static Question[] questions(@Nullable Long departmentId) {
        Set<FactKind> chats = departmentId == null ? EnumSet.of(FactKind.STARTED_NEW, FactKind.STARTED_RETURNING) : FactKind.OF_ALL_CUSTOMERS;
        Set<FactKind> inAll = EnumSet.of(FactKind.RESPONDED, FactKind.CLOSED);
        inAll.addAll(chats);
        return new Question[]{new Question(Per.SPAN, inAll), new Question(Per.DAY, chats), new Question(Per.DEPARTMENT, FactKind.OF_ALL_CUSTOMERS),
                Question.of(Per.AGENT, FactKind.ASSIGNED), Question.of(Per.TAG, FactKind.TAGGED)};
    }

    private Dashboard shown(LocalDate from, LocalDate to, Answer answer) {
        FigureTable span = answer.tables().get(0);
        FigureTable byDay = answer.tables().get(1);
        FigureTable byDepartment = answer.tables().get(2);
        FigureTable byAgent = answer.tables().get(3);
        FigureTable byTag = answer.tables().get(4);
        return new Dashboard(from, to, span.figure(FactKind.OF_ALL_CUSTOMERS).amount(), span.figure(FactKind.OF_NEW_CUSTOMERS).amount(), span.figure(FactKind.OF_RETURNING_CUSTOMERS).amount(),
                span.figure(FactKind.RESPONDED).averageSeconds(), span.figure(FactKind.CLOSED).averageSeconds(),
                answer.dates().stream().map(date -> new ChatsByDay(date, byDay.figure(date.toEpochDay(), FactKind.OF_ALL_CUSTOMERS).amount())).toList(),
                mostFirst(names.departments(), department -> new ChatsByDepartment(department.id(), department.name(),
                        byDepartment.figure(department.id(), FactKind.OF_ALL_CUSTOMERS).amount()), ChatsByDepartment::totalChats),
                mostFirst(names.agents(), agent -> new ChatsByAgent(agent.id(), agent.name(), byAgent.figure(agent.id(), FactKind.ASSIGNED).amount()),
                        ChatsByAgent::totalChats),
                mostFirst(names.tags(), tag -> new ChatsByTag(tag.id(), tag.name(), byTag.figure(tag.id(), FactKind.TAGGED).amount()),
                        ChatsByTag::totalChats));
    }

    /** Those of the same number stay in the order of their names. */
    private static <N, R> List<R> mostFirst(List<N> named, Function<N, R> row, ToLongFunction<R> total) {
        return named.stream().map(row).filter(one -> total.applyAsLong(one) > 0).sorted(Comparator.comparingLong(total).reversed()).toList();
    }
}
