package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts summed up to what they add to the figures of one set. */
final class FigureSums {

    private static final long DAY_SECONDS = 86_400;
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

        @Override
        public int compareTo(Place other) {
            int difference = Integer.compare(scope, other.scope);
            difference = difference != 0 ? difference : Integer.compare(kind, other.kind);
            difference = difference != 0 ? difference : Integer.compare(days, other.days);
            difference = difference != 0 ? difference : Integer.compare(block, other.block);
            difference = difference != 0 ? difference : Long.compare(departmentId, other.departmentId);
            return difference != 0 ? difference : Long.compare(subjectId, other.subjectId);
        }

        private Place ofLength(int length) {
            return new Place(scope, kind, length, Math.floorDiv(block, length), departmentId, subjectId);
        }
    }

    /** What is added there. */
    static final class Sum {

        long amount;
        /** Facts with a length of time, the sum of these and the greatest. */
        long timed;
        long millis;
        @Nullable Long longest;

        private void add(Fact fact) {
            amount += fact.amount();
            if (fact.millis() != null) {
                timed++;
                millis += fact.millis();
                longest = longest == null ? fact.millis() : Long.valueOf(Math.max(longest, fact.millis()));
            }
        }

        private void add(Sum other) {
            amount += other.amount;
            timed += other.timed;
            millis += other.millis;
            longest = longest == null || other.longest != null && other.longest > longest ? other.longest : longest;
        }
    }

    /** By place, in the order of the primary key: who writes in it waits in circles with nobody. */
    static Map<Place, Sum> of(List<Fact> facts, ZoneId zone) {
        Map<Place, Sum> byDay = new HashMap<>();
        ZoneRules rules = zone.getRules();
        for (Fact fact : facts) {
            int day = day(fact.occurredAt(), rules);
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
        Map<Place, Sum> all = new TreeMap<>();
        byDay.forEach((place, sum) -> {
            for (int length = 1; length <= DayBlocks.LONGEST; length *= DayBlocks.STEP) {
                all.computeIfAbsent(place.ofLength(length), key -> new Sum()).add(sum);
            }
        });
        return all;
    }

    private static int day(Instant at, ZoneRules rules) {
        return Math.toIntExact(Math.floorDiv(at.getEpochSecond() + rules.getOffset(at).getTotalSeconds(), DAY_SECONDS));
    }

    private static boolean isOfAgents(int kind) {
        return kind == FactKind.ASSIGNED.number() || kind == FactKind.RESPONDED.number() || kind == FactKind.CLOSED.number();
    }

    /** The company's are not made of those of departments: a report would have to read all of these. */
    private static void addOf(Map<Place, Sum> sums, Scope scope, Scope inDepartment, Fact fact, int day, long department, long subject) {
        add(sums, scope, fact, day, NONE, subject);
        if (department != NONE) {
            add(sums, inDepartment, fact, day, department, subject);
        }
    }

    private static void add(Map<Place, Sum> sums, Scope scope, Fact fact, int day, long department, long subject) {
        sums.computeIfAbsent(new Place(scope.number(), fact.kind(), 1, day, department, subject), key -> new Sum()).add(fact);
    }
}
