package dev.ringdown.conformance.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked for, by system properties.
 *
 * @param parts    {@code benchmark.only}: some of a, b, c, separated by commas; all if it is empty
 * @param clients  {@code benchmark.clients}: how many clients part a has, one number after the other
 * @param warmUp   {@code benchmark.warmup}, seconds
 * @param measured {@code benchmark.seconds}: how long each measurement takes
 * @param jfr      {@code benchmark.jfr}: whether the server is recorded
 */
record Options(Set<Part> parts, List<Integer> clients, Duration warmUp, Duration measured, boolean jfr) {

    enum Part {
        /** Accepted messages per second. */
        A,
        /** The lag to the receiver. */
        B,
        /** The same with a receiver that hangs. */
        C
    }

    static Options fromSystem() {
        String only = System.getProperty("benchmark.only", "");
        return new Options(
                only.isBlank() ? Set.of(Part.values())
                        : Stream.of(only.split(",")).map(part -> Part.valueOf(part.strip().toUpperCase())).collect(Collectors.toSet()),
                Stream.of(System.getProperty("benchmark.clients", "1,16,64").split(",")).map(count -> Integer.valueOf(count.strip())).toList(),
                Duration.ofSeconds(Integer.getInteger("benchmark.warmup", 12)),
                Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 10)),
                Boolean.getBoolean("benchmark.jfr"));
    }

    boolean wants(Part part) {
        return parts.contains(part);
    }
}
