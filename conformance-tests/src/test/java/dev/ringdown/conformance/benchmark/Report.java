package dev.ringdown.conformance.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as one table in Markdown, with notes under it. Nothing is judged. */
final class Report {

    private final List<String> head = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** What the figures were measured on. */
    void environment(String line) {
        head.add(line);
    }

    /**
     * @param what      was measured
     * @param load      under what load
     * @param perSecond how many of it were done
     * @param times     how long each took
     * @param ratio     to what it is to be compared with; not a number: nothing
     * @param cpu       used meanwhile; {@link CpuTime#NONE}: not counted
     * @param measured  how long it was measured
     */
    void row(String what, String load, double perSecond, Latencies times, double ratio, CpuTime cpu, Duration measured, String note) {
        double done = perSecond * measured.toNanos() / 1e9;
        String row = "| " + what + " | " + load + " | " + number(perSecond, 0) + " | " + number(times.percentileMillis(50), 2) + " | "
                + number(times.percentileMillis(99), 2) + " | " + number(times.maxMillis(), 2) + " | " + number(ratio, 2) + " | "
                + perMessage(cpu.server(), done) + " | " + perMessage(cpu.compiler(), done) + " | " + perMessage(cpu.database(), done) + " | " + perMessage(cpu.generator(), done) + " | "
                + (cpu.all().isZero() ? "" : cpu.percentOfOthers(measured) + " %") + " | " + note + " |";
        System.out.println(row);
        rows.add(row);
    }

    /** Something to be read below the table. */
    void note(String text) {
        notes.add(text);
    }

    private static String perMessage(Duration used, double messages) {
        return used.isZero() || messages == 0 ? "" : number(used.toMillis() / messages, 2);
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    @Override
    public String toString() {
        return "# Benchmark\n\n" + String.join("\n", head.stream().map(line -> "- " + line).toList())
                + "\n\nTimes in milliseconds. CPU: milliseconds of processor time per message, of the server's compiler (JIT) apart; others: what other processes used "
                + "of the machine meanwhile."
                + "\n\n| measured | load | per second | p50 | p99 | max | ratio | CPU server | CPU JIT | CPU database | CPU generator | others | |"
                + "\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n"
                + String.join("\n", rows) + "\n" + String.join("", notes.stream().map(note -> "\n" + note + "\n").toList());
    }
}
