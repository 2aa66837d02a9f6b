package dev.ringdown.desk.figure;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts summed up to what they add to the figures of one set. */
final class FigureSums {

    private static final long NONE = 0;

    private FigureSums() {
    }

    /**
     * Whose figure it is, and of which days; in the order of the primary key.
     *
     * @param days         the length of the block
     * @param block        the days since 1970-01-01, divided by that length
     * @param departmentId 0 of the company
     * @param subjectId    agent or tag; 0 of company and department
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

    /** By place, in the order of the primary key: who writes in it waits in circles with nobody. */
    static Map<Place, Figure> of(List<Fact> facts, ZoneId zone) {
        Map<Place, Figure> byDay = new HashMap<>();
        for (Fact fact : facts) {
            int day = Math.toIntExact(LocalDate.ofInstant(fact.occurredAt(), zone).toEpochDay());
            add(byDay, Scope.COMPANY, fact, day, NONE, NONE);
            long department = fact.departmentId() == null ? NONE : fact.departmentId();
            if (department != NONE) {
                add(byDay, Scope.DEPARTMENT, fact, day, department, NONE);
            }
            if (fact.agentId() != null && isOfAgents(fact.kind())) {
                addOf(byDay, Scope.AGENT, Scope.AGENT_IN_DEPARTMENT, fact, day, department, fact.agentId());
            }
            if (fact.tagId() != null && fact.kind() == FactKind.TAGGED.number()) {
                addOf(byDay, Scope.TAG, Scope.TAG_IN_DEPARTMENT, fact, day, department, fact.tagId());
            }
        }
        Map<Place, Figure> all = new TreeMap<>();
        byDay.forEach((place, figure) -> {
            for (int length = 1; length <= DayBlocks.LONGEST; length *= DayBlocks.STEP) {
                all.merge(place.ofLength(length), figure, Figure::plus);
            }
        });
        return all;
    }

    private static boolean isOfAgents(int kind) {
        return kind == FactKind.ASSIGNED.number() || kind == FactKind.RESPONDED.number() || kind == FactKind.CLOSED.number();
    }

    /** The company's are not made of those of departments: a report would have to read all of these. */
    private static void addOf(Map<Place, Figure> sums, Scope scope, Scope inDepartment, Fact fact, int day, long department, long subject) {
        add(sums, scope, fact, day, NONE, subject);
        if (department != NONE) {
            add(sums, inDepartment, fact, day, department, subject);
        }
    }

    private static void add(Map<Place, Figure> sums, Scope scope, Fact fact, int day, long department, long subject) {
        sums.merge(new Place(scope.number(), fact.kind(), 1, day, department, subject), Figure.of(fact), Figure::plus);
    }
}
