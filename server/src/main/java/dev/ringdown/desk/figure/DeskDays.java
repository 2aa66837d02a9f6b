package dev.ringdown.desk.figure;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days of the desk at one moment, as figures count them.
 *
 * @param zone  in which days begin and end: the company's, and for a short while after a change the one before
 * @param first the day of the desk's first start
 * @param today the day of the moment
 * @param setId the set of figures that counts by the zone
 */
public record DeskDays(ZoneId zone, LocalDate first, LocalDate today, long setId) {
}
