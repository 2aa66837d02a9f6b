package dev.ringdown.conformance.company;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.SplittableRandom;

/** When customers write in: in working hours, most before and after lunch, seldom on Sundays, and more from month to month. */
final class WorkingYear {

    static final int DAYS = 365;
    private static final int[] BY_HOUR = {2, 1, 1, 1, 1, 3, 8, 25, 60, 95, 100, 90, 70, 75, 92, 88, 70, 45, 30, 24, 18, 12, 7, 4};
    private static final double[] BY_WEEKDAY = {1.2, 1.05, 1, 1, 0.95, 0.35, 0.12};
    private static final long MILLIS_PER_HOUR = 3_600_000;

    private final long first;
    private final long last;
    private final double[] upTo = new double[DAYS * 24];

    WorkingYear(Instant end) {
        ZonedDateTime hour = end.minus(DAYS, ChronoUnit.DAYS).atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
        first = hour.toInstant().toEpochMilli();
        last = end.toEpochMilli();
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += BY_HOUR[hour.getHour()] * BY_WEEKDAY[hour.getDayOfWeek().getValue() - 1] * (0.8 + 0.4 * i / upTo.length);
            upTo[i] = sum;
            hour = hour.plusHours(1);
        }
    }

    /** A moment of the year, in milliseconds since 1970; none of the last hour. */
    long moment(SplittableRandom random) {
        while (true) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
            long moment = first + Math.min(found < 0 ? -found - 1 : found, upTo.length - 1) * MILLIS_PER_HOUR + random.nextInt((int) MILLIS_PER_HOUR);
            if (moment < last - MILLIS_PER_HOUR) {
                return moment;
            }
        }
    }
}
