package dev.ringdown.conformance.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** A recording of the server by the JDK's Flight Recorder, and what it says of where the time goes. */
final class FlightRecording {

    private static final String NAME = "benchmark";
    private static final int FRAMES = 25;
    private static final int WAITS = 12;
    private static final Duration COMMAND = Duration.ofSeconds(60);
    /** Shorter waits than these are left out, so that recording them costs little. */
    private static final List<String> WAITING = List.of("jdk.JavaMonitorEnter#threshold=1ms", "jdk.JavaMonitorWait#threshold=1ms",
            "jdk.ThreadPark#threshold=1ms", "jdk.SocketRead#threshold=1ms", "jdk.SocketWrite#threshold=1ms");
    private static final Set<String> WAIT_EVENTS =
            Set.of("jdk.JavaMonitorEnter", "jdk.ThreadPark", "jdk.SocketRead", "jdk.SocketWrite", "jdk.VirtualThreadPinned");

    /** Of threads of a pool that have nothing to do. */
    private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask";

    private final ProcessHandle server;
    private final Path file;

    private FlightRecording(ProcessHandle server, Path file) {
        this.server = server;
        this.file = file;
    }

    /** Begins to record. */
    static FlightRecording start(ProcessHandle server, Path file) throws IOException {
        Files.deleteIfExists(file);
        var recording = new FlightRecording(server, file);
        List<String> arguments = new ArrayList<>(List.of("JFR.start", "name=" + NAME, "settings=profile"));
        arguments.addAll(WAITING);
        recording.command(arguments);
        return recording;
    }

    /** Ends it and writes the file. */
    void stop() throws IOException {
        command(List.of("JFR.stop", "name=" + NAME, "filename=" + file));
    }

    private void command(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(server.pid())));
        command.addAll(arguments);
        Path output = file.resolveSibling(file.getFileName() + ".jcmd.log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What was recorded, in Markdown. */
    String report() throws IOException {
        Map<String, Integer> top = new HashMap<>();
        Map<String, Integer> anywhere = new HashMap<>();
        Map<String, Integer> own = new HashMap<>();
        Map<String, Integer> packages = new HashMap<>();
        Map<String, Integer> threads = new HashMap<>();
        Map<String, Long> waits = new HashMap<>();
        int samples = 0;
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String type = event.getEventType().getName();
                if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
                    continue;
                }
                List<RecordedFrame> frames = event.getStackTrace().getFrames();
                if (type.equals("jdk.ExecutionSample")) {
                    samples++;
                    top.merge(method(frames.get(0)), 1, Integer::sum);
                    packages.merge(owner(frames), 1, Integer::sum);
                    RecordedThread thread = event.getThread("sampledThread");
                    threads.merge(threadGroup(thread), 1, Integer::sum);
                    own.merge(innermostOwn(frames), 1, Integer::sum);
                    frames.stream().map(FlightRecording::method).filter(FlightRecording::isLibrary).filter(method -> !isGlue(method)).distinct()
                            .forEach(method -> anywhere.merge(method, 1, Integer::sum));
                } else if (WAIT_EVENTS.contains(type) && frames.stream().map(FlightRecording::method).noneMatch(IDLE::equals)) {
                    waits.merge(type.substring("jdk.".length()) + " in " + frames.stream().map(FlightRecording::method)
                            .filter(FlightRecording::isLibrary).findFirst().orElse(method(frames.get(0))) + " on " + threadGroup(event.getThread()),
                            event.getDuration().toMillis(), Long::sum);
                }
            }
        }
        return samples + " samples of running Java code.\n"
                + table("Samples by package (of the first frame that is not the JDK's)", packages, FRAMES, samples)
                + table("Samples by kind of thread", threads, WAITS, samples)
                + table("Samples by the frame on top", top, FRAMES, samples)
                + table("Samples by the innermost frame of Ringdown's own code", own, FRAMES, samples)
                + table("Samples by frames anywhere on the stack (the JDK's left out)", anywhere, 2 * FRAMES, samples)
                + waitTable(waits);
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
    }

    private static boolean isLibrary(String method) {
        return !method.startsWith("java.") && !method.startsWith("jdk.") && !method.startsWith("sun.") && !method.startsWith("javax.");
    }

    /** What stands on every stack and says nothing. */
    private static boolean isGlue(String method) {
        return method.contains("ambda$") || method.contains("$$access$$") || method.endsWith(".proceed");
    }

    private static String innermostOwn(List<RecordedFrame> frames) {
        return frames.stream().map(FlightRecording::method).filter(method -> method.startsWith("dev.ringdown.")).findFirst()
                .orElseGet(() -> "none: " + owner(frames));
    }

    /** The first three parts of a package's name. */
    private static String owner(List<RecordedFrame> frames) {
        return frames.stream().map(FlightRecording::method).filter(FlightRecording::isLibrary).findFirst().map(method -> {
            String[] parts = method.split("\\.");
            StringBuilder name = new StringBuilder(parts[0]);
            for (int i = 1; i < Math.min(parts.length - 2, parts[0].equals("dev") ? 4 : 3); i++) {
                name.append('.').append(parts[i]);
            }
            return name.toString();
        }).orElse("the JDK alone");
    }

    private static String threadGroup(RecordedThread thread) {
        String name = thread == null ? null : thread.getJavaName();
        return name == null || name.isEmpty() ? "virtual threads and others without a name" : name.replaceAll("[0-9]+", "N");
    }

    private static String table(String title, Map<String, Integer> counts, int limit, int samples) {
        StringBuilder table = new StringBuilder("\n" + title + ":\n\n| share | |\n| ---: | --- |\n");
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(limit).forEach(entry -> table.append(String.format(Locale.ROOT, "| %.1f %% | %s |%n", 100.0 * entry.getValue() / samples, entry.getKey())));
        return table.toString();
    }

    private static String waitTable(Map<String, Long> waits) {
        StringBuilder table = new StringBuilder("\nWaits of a millisecond and more, summed over all threads:\n\n| ms | |\n| ---: | --- |\n");
        waits.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(WAITS)
                .forEach(entry -> table.append("| " + entry.getValue() + " | " + entry.getKey() + " |\n"));
        return table.toString();
    }
}
