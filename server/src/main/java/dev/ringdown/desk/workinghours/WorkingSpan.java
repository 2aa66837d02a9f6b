package dev.ringdown.desk.workinghours;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A span of a day in which the desk is open, or a day on which it is closed: a row of the table {@code working_hours}.
 *
 * @param day       Monday is 1
 * @param position  among those of its day, in order of their start
 * @param startTime in minutes of the day; null where a closed day was given without times
 * @param endTime   the minute after the span, up to 1440
 */
@MappedEntity("working_hours")
record WorkingSpan(int day, int position, boolean open, @Nullable Integer startTime, @Nullable Integer endTime) {

    boolean covers(int otherDay, int minute) {
        return open && day == otherDay && startTime <= minute && minute < endTime;
    }
}
