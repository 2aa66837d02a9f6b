package dev.ringdown.conformance.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * How long calls of the desk take at companies of different sizes. All of them run at once, and each call is measured at one and then at the
 * other, several times in turn: what else goes on meets them all alike.
 */
final class DeskBenchmark {

    private static final int ROUNDS = 10;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int WARM_UP_CALLS = 100;
    private static final int WARM_UP_USES = 20;
    private static final int NOT_BUILT = 501;
    /** Of the uses of chats alone: there are only so many. */
    private static final int MOST_USES = 300;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Path FILE = Path.of("target", "benchmark-desk.md");

    private final Options options;
    private final List<SeededDesk> desks = new ArrayList<>();
    private final ExecutorService clients;
    private final StringBuilder report = new StringBuilder("# Benchmark of the desk\n");
    /** Of each call, with all kinds of arguments, at each desk. */
    private final Map<String, List<Latencies>> byCall = new LinkedHashMap<>();
    /** Statements a second that the database of each gets while nobody asks anything. */
    private double[] background;

    DeskBenchmark(Options options) {
        this.options = options;
        clients = Executors.newFixedThreadPool(options.callers());
    }

    /** What came of one call at one desk. */
    private static final class Measured {
        private final Latencies latencies = new Latencies();
        private final Map<Integer, Integer> refused = new TreeMap<>();
        private double statements;
        private long bytes;
        private Duration took = Duration.ZERO;
        private CpuTime cpu = CpuTime.NONE;

        double statementsPerCall() {
            return statements / calls();
        }

        double millisPerCall(Duration used) {
            return used.toNanos() / 1e6 / calls();
        }

        private long calls() {
            return Math.max(latencies.count() + refused.values().stream().mapToInt(Integer::intValue).sum(), 1);
        }
    }

    void run() throws Exception {
        try (var receivers = new Receivers(1)) {
            for (int chats : options.chats()) {
                SeededDesk desk = SeededDesk.start(chats, options.data());
                desks.add(desk);
                line("- " + desk.seeded().map(seeded -> "seeded: " + seeded).orElse(String.format(Locale.ROOT, "%,d chats, seeded before", chats)));
                desk.prepare(receivers.callback(0), MOST_USES + WARM_UP_USES + 50);
            }
            describe();
            measureBackground();
            List<DeskCall> calls = DeskCall.all().stream().filter(call -> options.match().matcher(call.name()).find()).toList();
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                for (DeskCall call : calls) {
                    for (SeededDesk desk : desks) {
                        measure(call, desk, call.uses() ? WARM_UP_USES / WARM_UP_ROUNDS : WARM_UP_CALLS, new Measured());
                    }
                }
            }
            head();
            for (DeskCall call : calls) {
                row(call);
            }
            whole();
        } finally {
            clients.shutdownNow();
            for (SeededDesk desk : desks) {
                desk.close();
            }
            Files.writeString(FILE, report);
            System.out.println("\nWritten to " + FILE.toAbsolutePath());
        }
    }

    private void describe() throws Exception {
        line("- commit " + Benchmark.commit());
        line("- " + Runtime.getRuntime().availableProcessors() + " processors, " + Benchmark.processor() + "; JDK " + Runtime.version());
        line("- " + options.callers() + " clients, each asks again as soon as it has the answer; up to " + options.calls() + " calls at each desk in " + ROUNDS
                + " rounds, in turn with the other desks; other arguments at each call");
    }

    private void measureBackground() throws SQLException, InterruptedException {
        background = new double[desks.size()];
        for (int i = 0; i < background.length; i++) {
            background[i] = -desks.get(i).statements();
        }
        TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
        for (int i = 0; i < background.length; i++) {
            background[i] = (double) (background[i] + desks.get(i).statements() - 1) / IDLE.toSeconds();
        }
    }

    private void row(DeskCall call) throws Exception {
        List<Measured> all = new ArrayList<>();
        desks.forEach(desk -> all.add(new Measured()));
        int wanted = call.uses() ? Math.min(options.calls(), MOST_USES) : options.calls();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < desks.size(); i++) {
                measure(call, desks.get(i), wanted / ROUNDS, all.get(i));
            }
        }
        List<Latencies> latencies = all.stream().map(measured -> measured.latencies).toList();
        StringBuilder row = new StringBuilder(times(call.name(), latencies));
        List<Latencies> together = byCall.computeIfAbsent(call.call(), name -> desks.stream().map(desk -> new Latencies()).toList());
        for (int i = 0; i < all.size(); i++) {
            together.get(i).addAll(latencies.get(i));
        }
        long others = 0;
        StringBuilder note = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            Measured measured = all.get(i);
            row.append(format(" | %.1f | %.1f | %.1f | %.1f", measured.millisPerCall(measured.cpu.server()), measured.millisPerCall(measured.cpu.database()),
                    measured.statementsPerCall(), measured.bytes / 1e3 / measured.latencies.count()));
            others = Math.max(others, measured.took.isZero() ? 0 : measured.cpu.percentOfOthers(measured.took));
            if (!measured.refused.isEmpty()) {
                note.append(measured.refused.containsKey(NOT_BUILT) ? "not built " : desks.get(i).chats() + ": answers " + measured.refused + ' ');
            }
            if (measured.latencies.count() < wanted / ROUNDS * ROUNDS && measured.refused.isEmpty()) {
                note.append(measured.latencies.count()).append(" calls ");
            }
        }
        line(row + " | " + others + " % | " + note.toString().strip() + " |");
    }

    /** The calls as wholes. */
    private void whole() {
        line("\nEach call, all kinds of its arguments together.\n");
        line(headOfTimes() + " |");
        line("| ---" + " | ---:".repeat(2 * desks.size() + 2) + " |");
        byCall.forEach((call, latencies) -> line(times(call, latencies) + " |"));
    }

    private static String times(String name, List<Latencies> atEach) {
        StringBuilder times = new StringBuilder("| " + name);
        for (Latencies latencies : atEach) {
            times.append(format(" | %.1f | %.1f", latencies.percentileMillis(50), latencies.percentileMillis(99)));
        }
        Latencies small = atEach.get(0);
        Latencies large = atEach.get(atEach.size() - 1);
        return times + format(" | %.2f | %.2f", large.percentileMillis(50) / small.percentileMillis(50), large.percentileMillis(99) / small.percentileMillis(99));
    }

    private String headOfTimes() {
        return "| call" + desks.stream().map(desk -> format(" | p50 at %,d | p99 at %<,d", desk.chats())).collect(Collectors.joining())
                + " | ratio of p50 | ratio of p99";
    }

    private void head() {
        StringBuilder head = new StringBuilder(headOfTimes());
        StringBuilder under = new StringBuilder("| ---" + " | ---:".repeat(2 * desks.size() + 2));
        for (SeededDesk desk : desks) {
            head.append(format(" | server at %,d | database at %<,d | statements at %<,d | kB at %<,d", desk.chats()));
            under.append(" | ---: | ---: | ---: | ---:");
        }
        line("\nTimes in milliseconds; ratios of the last desk to the first. Server, database: processor time of each per call, in milliseconds, with what "
                + "they do in the background. Statements: those of the database per call, with what begins and ends transactions, "
                + "and with the deliveries that calls bring about; those of the background taken off. kB: the answer, on average; a "
                + "company with a longer past has more to answer to some calls. Others: what other processes used of the machine meanwhile, the "
                + "other desks among them.\n");
        line(head + " | others | |");
        line(under + " | ---: | --- |");
    }

    private void measure(DeskCall call, SeededDesk desk, int count, Measured into) throws Exception {
        List<DeskRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DeskRequest request = call.drawn().from(desk);
            if (request != null) {
                requests.add(request);
            }
        }
        var next = new AtomicInteger();
        List<Future<List<long[]>>> working = new ArrayList<>();
        long statements = desk.statements();
        CpuTime before = CpuTime.of(desk.server().process());
        long began = System.nanoTime();
        for (int i = 0; i < options.callers(); i++) {
            working.add(clients.submit(() -> {
                List<long[]> answers = new ArrayList<>();
                int place = next.getAndIncrement();
                while (place < requests.size() && System.nanoTime() - began < LONGEST_ROUND.toNanos()) {
                    long sent = System.nanoTime();
                    SeededDesk.Answer answer = desk.send(requests.get(place));
                    answers.add(new long[] {answer.status(), System.nanoTime() - sent, answer.size()});
                    place = answer.status() == NOT_BUILT ? requests.size() : next.getAndIncrement();
                }
                return answers;
            }));
        }
        for (Future<List<long[]>> work : working) {
            for (long[] answer : work.get()) {
                if (answer[0] == 200) {
                    into.latencies.add(answer[1]);
                    into.bytes += answer[2];
                } else {
                    into.refused.merge((int) answer[0], 1, Integer::sum);
                }
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        CpuTime used = CpuTime.of(desk.server().process()).minus(before);
        into.took = into.took.plus(took);
        into.cpu = new CpuTime(into.cpu.server().plus(used.server()), into.cpu.compiler().plus(used.compiler()), into.cpu.database().plus(used.database()),
                into.cpu.generator().plus(used.generator()), into.cpu.all().plus(used.all()));
        into.statements += Math.max(0, desk.statements() - statements - 1 - background(desk) * took.toNanos() / 1e9);
    }

    private double background(SeededDesk desk) {
        return background[desks.indexOf(desk)];
    }

    private void line(String line) {
        System.out.println(line);
        report.append('\n').append(line);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replace("NaN", "");
    }
}
