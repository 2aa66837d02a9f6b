package dev.ringdown.desk.figure;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Figures by what they were asked for ({@link Figures.Per}), and in each by kind. */
public final class FigureTable {

    private final Map<Long, Map<FactKind, Figure>> figures = new HashMap<>();

    FigureTable() {
    }

    /** Of the whole span. */
    public Figure figure(Set<FactKind> kinds) {
        return figure(0, kinds);
    }

    public Figure figure(FactKind kind) {
        return figure(0, kind);
    }

    /**
     * Of one day, department, agent or tag.
     *
     * @param id    its id; of a day the days since 1970-01-01
     * @param kinds are added up
     */
    public Figure figure(long id, Set<FactKind> kinds) {
        Map<FactKind, Figure> ofOne = figures.getOrDefault(id, Map.of());
        return kinds.stream().map(kind -> ofOne.getOrDefault(kind, Figure.NOTHING)).reduce(Figure.NOTHING, Figure::plus);
    }

    public Figure figure(long id, FactKind kind) {
        return figure(id, Set.of(kind));
    }

    void add(long id, FactKind kind, Figure figure) {
        figures.computeIfAbsent(id, key -> new EnumMap<>(FactKind.class)).merge(kind, figure, Figure::plus);
    }
}
