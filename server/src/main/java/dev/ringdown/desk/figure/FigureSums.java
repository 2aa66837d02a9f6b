package dev.ringdown.desk.figure;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Facts summed up to what they add to the figures of one set. By place, in the order of the primary keys: who writes in it waits in circles with
 * nobody.
 *
 * @param figures of the company, departments and tags
 * @param agents  of agents
 */
record FigureSums(Map<FigureSums.Place, Figure> figures, Map<FigureSums.AgentPlace, AgentFigure> agents) {

    private static final long NONE = 0;

    /**
     * Whose figure it is, and of which days; in the order of the primary key.
     *
     * @param days         the length of the block
     * @param block        the days since 1970-01-01, divided by that length
     * @param departmentId 0 of the company
     * @param subjectId    the tag; 0 of company and department
     */
    record Place(int scope, int kind, int days, int block, long departmentId, long subjectId) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::scope).thenComparingInt(Place::kind).thenComparingInt(Place::days)
                .thenComparingInt(Place::block).thenComparingLong(Place::departmentId).thenComparingLong(Place::subjectId);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        private Place ofLength(int length) {
            return new Place(scope, kind, length, Math.floorDiv(block, length), departmentId, subjectId);
        }
    }

    /** The same of an agent. */
    record AgentPlace(long departmentId, int days, int block, long agentId) implements Comparable<AgentPlace> {

        private static final Comparator<AgentPlace> ORDER = Comparator.comparingLong(AgentPlace::departmentId).thenComparingInt(AgentPlace::days)
                .thenComparingInt(AgentPlace::block).thenComparingLong(AgentPlace::agentId);

        @Override
        public int compareTo(AgentPlace other) {
            return ORDER.compare(this, other);
        }

        private AgentPlace ofLength(int length) {
            return new AgentPlace(departmentId, length, Math.floorDiv(block, length), agentId);
        }
    }

    static FigureSums of(List<Fact> facts, ZoneId zone) {
        Map<Place, Figure> byDay = new HashMap<>();
        Map<AgentPlace, AgentFigure> agentsByDay = new HashMap<>();
        for (Fact fact : facts) {
            int day = Math.toIntExact(LocalDate.ofInstant(fact.occurredAt(), zone).toEpochDay());
            long department = fact.departmentId() == null ? NONE : fact.departmentId();
            add(byDay, Scope.COMPANY, fact, day, NONE, NONE);
            if (department != NONE) {
                add(byDay, Scope.DEPARTMENT, fact, day, department, NONE);
            }
            if (fact.tagId() != null && fact.kind() == FactKind.TAGGED.number()) {
                // The company's are not made of those of departments: a report would have to read all of these.
                add(byDay, Scope.TAG, fact, day, NONE, fact.tagId());
                if (department != NONE) {
                    add(byDay, Scope.TAG_IN_DEPARTMENT, fact, day, department, fact.tagId());
                }
            }
            if (fact.agentId() != null && AgentFigure.counts(fact)) {
                AgentFigure figure = AgentFigure.of(fact);
                agentsByDay.merge(new AgentPlace(NONE, 1, day, fact.agentId()), figure, AgentFigure::plus);
                if (department != NONE) {
                    agentsByDay.merge(new AgentPlace(department, 1, day, fact.agentId()), figure, AgentFigure::plus);
                }
            }
        }
        Map<Place, Figure> figures = new TreeMap<>();
        Map<AgentPlace, AgentFigure> agents = new TreeMap<>();
        for (int days = 1; days <= DayBlocks.LONGEST; days *= DayBlocks.STEP) {
            int length = days;
            byDay.forEach((place, figure) -> figures.merge(place.ofLength(length), figure, Figure::plus));
            agentsByDay.forEach((place, figure) -> agents.merge(place.ofLength(length), figure, AgentFigure::plus));
        }
        return new FigureSums(figures, agents);
    }

    private static void add(Map<Place, Figure> sums, Scope scope, Fact fact, int day, long department, long subject) {
        sums.merge(new Place(scope.number(), fact.kind(), 1, day, department, subject), Figure.of(fact), Figure::plus);
    }
}
