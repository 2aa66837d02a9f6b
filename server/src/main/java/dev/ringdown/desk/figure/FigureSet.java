package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.ZoneId;

/**
 * A whole set of figures: a row of the table {@code figure_set}.
 *
 * @param timeZone  whose days it counts by
 * @param firstFold facts of folds up to this one are brought in by building, those of later folds with their fold
 * @param lastFact  building goes through the facts up to this one
 * @param builtTo   and has come to this one
 * @param active    true of the one set that is read, else null
 * @param retired   whether nothing more is counted in it
 * @param unlike    how many figures were unlike those of the set whose place it took; null: they were not compared
 * @param examples  a few of these, for people
 */
@MappedEntity("figure_set")
record FigureSet(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, String timeZone, long firstFold, long lastFact, long builtTo,
                 @Nullable Boolean active, boolean retired, @Nullable Integer unlike, @Nullable String examples) {

    boolean isActive() {
        return Boolean.TRUE.equals(active);
    }

    boolean isBuilding() {
        return !isActive() && !retired;
    }

    boolean isBuilt() {
        return builtTo >= lastFact;
    }

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
