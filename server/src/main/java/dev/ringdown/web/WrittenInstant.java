package dev.ringdown.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How both APIs write a moment: in UTC, always with its milliseconds, also when these are 000. */
public final class WrittenInstant {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private WrittenInstant() {
    }

    /** Digit by digit: answers have hundreds of moments, and with the formatter these took longer than all else that is written. */
    public static String of(Instant moment) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            return FORMAT.format(moment);
        }
        byte[] text = {0, 0, 0, 0, '-', 0, 0, '-', 0, 0, 'T', 0, 0, ':', 0, 0, ':', 0, 0, '.', 0, 0, 0, 'Z'};
        write(text, 0, 4, time.getYear());
        write(text, 5, 2, time.getMonthValue());
        write(text, 8, 2, time.getDayOfMonth());
        write(text, 11, 2, time.getHour());
        write(text, 14, 2, time.getMinute());
        write(text, 17, 2, time.getSecond());
        write(text, 20, 3, time.getNano() / NANOS_OF_MILLI);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void write(byte[] text, int place, int digits, int number) {
        int rest = number;
        for (int i = place + digits - 1; i >= place; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
