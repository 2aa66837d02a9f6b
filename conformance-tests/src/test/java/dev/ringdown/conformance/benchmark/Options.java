package dev.ringdown.conformance.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked for, by system properties.
 *
 * @param parts    {@code benchmark.only}: some of a, b, c, d, separated by commas; a, b and c if it is empty
 * @param clients  {@code benchmark.clients}: how many clients part a has, one number after the other
 * @param warmUp   {@code benchmark.warmup}, seconds
 * @param measured {@code benchmark.seconds}: how long each measurement takes
 * @param jfr      {@code benchmark.jfr}: whether the server is recorded
 * @param chats    {@code benchmark.chats}: the sizes of the companies of part d
 * @param callers  {@code benchmark.callers}: how many clients part d has
 * @param calls    {@code benchmark.calls}: how often part d measures each call
 * @param match    {@code benchmark.match}: which calls part d makes, a regular expression for a part of their names; all of them if it is empty
 * @param data     {@code benchmark.data}: where the companies of part d lie, to be used again; null: they are made anew
 */
record Options(Set<Part> parts, List<Integer> clients, Duration warmUp, Duration measured, boolean jfr, List<Integer> chats, int callers, int calls, Pattern match,
               Path data) {

    enum Part {
        /** Accepted messages per second. */
        A,
        /** The lag to the receiver. */
        B,
        /** The same with a receiver that hangs. */
        C,
        /** The desk at different sizes of the company. */
        D
    }

    /** Those that take minutes; the other takes far longer. */
    private static final Set<Part> USUAL = Set.of(Part.A, Part.B, Part.C);

    static Options fromSystem() {
        String only = System.getProperty("benchmark.only", "");
        return new Options(
                only.isBlank() ? USUAL
                        : Stream.of(only.split(",")).map(part -> Part.valueOf(part.strip().toUpperCase())).collect(Collectors.toSet()),
                numbers("benchmark.clients", "1,16,64"),
                Duration.ofSeconds(Integer.getInteger("benchmark.warmup", 12)),
                Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 10)),
                Boolean.getBoolean("benchmark.jfr"),
                numbers("benchmark.chats", "10000,1000000"),
                Integer.getInteger("benchmark.callers", 2),
                Integer.getInteger("benchmark.calls", 300),
                Pattern.compile(System.getProperty("benchmark.match", "")),
                System.getProperty("benchmark.data", "").isBlank() ? null : Path.of(System.getProperty("benchmark.data")).toAbsolutePath());
    }

    private static List<Integer> numbers(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(",")).map(count -> Integer.valueOf(count.strip())).toList();
    }

    boolean wants(Part part) {
        return parts.contains(part);
    }
}
