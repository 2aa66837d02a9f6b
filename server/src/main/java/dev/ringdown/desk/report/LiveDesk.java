package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.DepartmentMetrics;
import dev.ringdown.api.agentchat.model.LiveMetrics;
import dev.ringdown.desk.figure.DeskDays;
import dev.ringdown.desk.figure.FactKind;
import dev.ringdown.desk.figure.Figure;
import dev.ringdown.desk.figure.FigureTable;
import dev.ringdown.desk.figure.Figures;
import dev.ringdown.desk.figure.Figures.Per;
import dev.ringdown.desk.figure.Figures.Question;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Looks at the desk as it is at this moment (agentchat, GetLiveMetrics). */
@Singleton
class LiveDesk {

    private final LiveCountRepository counts;
    private final Figures figures;
    private final Clock clock;

    LiveDesk(LiveCountRepository counts, Figures figures, Clock clock) {
        this.counts = counts;
        this.figures = figures;
        this.clock = clock;
    }

    /** Four statements; what waits, what is open and who is there is of one moment. */
    LiveMetrics look() {
        List<LiveCount> now = counts.now();
        Figure waits = waits(now, clock.millis());
        FigureTable today = today();
        return new LiveMetrics(chats(now, null, ChatStatus.UNASSIGNED), chats(now, null, ChatStatus.OPEN),
                Math.toIntExact(today.figure(FactKind.CLOSED).amount()), agents(now, AgentStatus.Online), agents(now, AgentStatus.Busy),
                agents(now, AgentStatus.Onbreak), agents(now, AgentStatus.Offline), Objects.requireNonNullElse(waits.longestSeconds(), 0L),
                Objects.requireNonNullElse(waits.averageSeconds(), 0L), today.figure(FactKind.RESPONDED).averageSeconds(),
                counts.enabledDepartments().stream().map(department -> new DepartmentMetrics(department.id(), department.name(),
                        chats(now, department.id(), ChatStatus.UNASSIGNED), chats(now, department.id(), ChatStatus.OPEN),
                        count(now, LiveCountRepository.AGENTS_ONLINE, department.id(), AgentStatus.Online.getValue()))).toList());
    }

    private FigureTable today() {
        DeskDays days = figures.days();
        return figures.read(days, days.today(), days.today(), null, Question.of(Per.SPAN, FactKind.CLOSED, FactKind.RESPONDED)).tables().get(0);
    }

    /** How long the unassigned chats have waited. */
    private static Figure waits(List<LiveCount> now, long millis) {
        return now.stream().filter(count -> count.part() == LiveCountRepository.CHATS && count.firstWaiting() != null)
                .map(count -> new Figure(count.number(), count.number(), millis * count.number() - count.sumWaiting(), millis - count.firstWaiting()))
                .reduce(Figure.NOTHING, Figure::plus);
    }

    private static int chats(List<LiveCount> now, @Nullable Long departmentId, ChatStatus status) {
        return count(now, LiveCountRepository.CHATS, departmentId, status.getValue());
    }

    private static int agents(List<LiveCount> now, AgentStatus status) {
        return count(now, LiveCountRepository.AGENTS, null, status.getValue());
    }

    private static int count(List<LiveCount> now, int part, @Nullable Long departmentId, int statusId) {
        return Math.toIntExact(now.stream().filter(count -> count.part() == part && count.statusId() == statusId
                && (departmentId == null || count.departmentId() == departmentId)).mapToLong(LiveCount::number).sum());
    }
}
