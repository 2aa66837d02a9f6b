package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** How many chats of the company have started on some days, in whatever state they are now: by the figures of these days. */
@Singleton
public class StartedChats {

    private static final Set<FactKind> STARTED = EnumSet.of(FactKind.STARTED_NEW, FactKind.STARTED_RETURNING);

    private final Figures figures;
    private final FigureRows rows;

    StartedChats(Figures figures, FigureRows rows) {
        this.figures = figures;
        this.rows = rows;
    }

    /**
     * Three statements at the most.
     *
     * @param from   the first moment of a day
     * @param before the first moment of the day behind them; null: until now
     * @return empty where figures don't know it: of days by another time zone than theirs, which is so for a short while after a change, from the
     *         desk's first day on, and while too much waits to be counted
     */
    public OptionalLong count(Instant from, @Nullable Instant before) {
        DeskDays days = figures.days();
        LocalDate first = LocalDate.ofInstant(from, days.zone());
        LocalDate last = before == null ? days.today() : LocalDate.ofInstant(before, days.zone()).minusDays(1);
        boolean known = first.isAfter(days.first()) && first.atStartOfDay(days.zone()).toInstant().equals(from)
                && (before == null || last.plusDays(1).atStartOfDay(days.zone()).toInstant().equals(before));
        if (!known || rows.isBacklog()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(figures.read(days, first, last, null, new Figures.Question(Figures.Per.SPAN, STARTED)).tables().get(0).figure(STARTED).amount());
    }
}
