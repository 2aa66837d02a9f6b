package dev.ringdown.desk.report;

import java.time.LocalDate;

/** The span of days that a scheduled report covers ({@code ReportPeriod} of the contract). */
enum Period {

    DAILY, WEEKLY, MONTHLY;

    private static final int DAYS_OF_A_WEEK = 7;

    /** The first day of the span of a report that is due on a day. Its last day is the one before. */
    LocalDate firstDay(LocalDate due) {
        return switch (this) {
            case DAILY -> due.minusDays(1);
            case WEEKLY -> due.minusDays(DAYS_OF_A_WEEK);
            // The same day of the month before, or that month's last.
            case MONTHLY -> due.minusMonths(1);
        };
    }
}
