package dev.ringdown.desk.figure;

import java.util.List;
import java.util.stream.Stream;

/** What facts of one agent add up to: a row of the table {@code agent_figure} without its key. How long the longest took is not kept. */
record AgentFigure(Figure assigned, Figure responded, Figure closed) {

    /** In the order of {@link #values}. */
    static final List<String> COLUMNS = Stream.of(FactKind.ASSIGNED, FactKind.RESPONDED, FactKind.CLOSED).flatMap(kind -> columns(kind).stream()).toList();

    /** Whether this fact counts for its agent. */
    static boolean counts(Fact fact) {
        return is(fact, FactKind.ASSIGNED) || is(fact, FactKind.RESPONDED) || is(fact, FactKind.CLOSED);
    }

    static AgentFigure of(Fact fact) {
        return new AgentFigure(figure(fact, FactKind.ASSIGNED), figure(fact, FactKind.RESPONDED), figure(fact, FactKind.CLOSED));
    }

    private static Figure figure(Fact fact, FactKind kind) {
        return is(fact, kind) ? Figure.of(fact) : Figure.NOTHING;
    }

    private static boolean is(Fact fact, FactKind kind) {
        return fact.kind() == kind.number();
    }

    AgentFigure plus(AgentFigure other) {
        return new AgentFigure(assigned.plus(other.assigned), responded.plus(other.responded), closed.plus(other.closed));
    }

    /** In the order of {@link #COLUMNS}. */
    List<Long> values() {
        return List.of(assigned.amount(), responded.amount(), responded.timed(), responded.millis(), closed.amount(), closed.timed(),
                closed.millis());
    }

    /** The columns of a kind; an assignment takes no time. */
    static List<String> columns(FactKind kind) {
        return kind == FactKind.ASSIGNED ? List.of(amount(kind)) : List.of(amount(kind), timed(kind), millis(kind));
    }

    static String amount(FactKind kind) {
        return switch (kind) {
            case ASSIGNED -> "assigned";
            case RESPONDED -> "responded";
            case CLOSED -> "closed";
            default -> throw new IllegalArgumentException(kind + " is not counted of agents");
        };
    }

    static String timed(FactKind kind) {
        return kind == FactKind.ASSIGNED ? "0" : amount(kind) + "_timed";
    }

    static String millis(FactKind kind) {
        return kind == FactKind.ASSIGNED ? "0" : amount(kind) + "_millis";
    }
}
