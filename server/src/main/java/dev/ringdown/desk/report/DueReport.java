package dev.ringdown.desk.report;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The report of a schedule that is due on a day. There is at most one of each. */
record DueReport(long scheduleId, LocalDate day) {

    private static final Pattern REFERENCE = Pattern.compile("report-schedule/([0-9]{1,19})/([0-9]{1,6})");

    /** What its mail is known by. */
    String reference() {
        return "report-schedule/" + scheduleId + "/" + day.toEpochDay();
    }

    /** The report of a mail; none where it is another mail. */
    static Optional<DueReport> of(String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        return matcher.matches() ? Optional.of(new DueReport(Long.parseLong(matcher.group(1)), LocalDate.ofEpochDay(Long.parseLong(matcher.group(2)))))
                : Optional.empty();
    }
}
