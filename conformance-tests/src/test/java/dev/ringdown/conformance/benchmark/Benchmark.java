package dev.ringdown.conformance.benchmark;

import dev.ringdown.conformance.benchmark.Options.Part;
import dev.ringdown.conformance.operation.Checkout;
import dev.ringdown.conformance.server.ServerDatabase;
import dev.ringdown.conformance.server.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Measures a packaged server over HTTP, and prints. Asserts nothing: on a busy machine the figures say little. The readme of the project
 * says what they mean and how it is started.
 */
public final class Benchmark {

    private static final int CONVERSATIONS_PER_CLIENT = 4;
    private static final int LOOP_CONVERSATIONS_PER_CLIENT = 2;
    private static final int WARM_UP_CLIENTS = 16;
    private static final int WARM_UP_MESSAGES = 10_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int PROFILED_CLIENTS = 16;

    /** The highest first: what it leaves behind, where it is too much, must not burden the two that are compared, which come next to each other. */
    private static final List<Integer> RATES = List.of(600, 100, 300);
    private static final int COMPARED_RATE = 300;
    private static final int RECEIVERS = 10;
    private static final int CONVERSATIONS_PER_RECEIVER = 20;
    private static final int CONNECTIONS = 64;
    private static final int HANGING = 0;

    private static final Duration LEAD = Duration.ofSeconds(2);
    /** Until all that a receiver that hangs can hold up is held up. */
    private static final Duration HANGING_LEAD = Duration.ofSeconds(8);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(20);

    private final Options options = Options.fromSystem();
    private final Report report = new Report();
    private final ServerProcess server;
    private final Receivers receivers = new Receivers(RECEIVERS + 1);
    private final Site site;
    private final LoadGenerator generator;
    private Receipts receipts = new Receipts(0);
    /** What the last measurement used, and what had been used when it began. */
    private CpuTime cpu = CpuTime.NONE;
    private CpuTime usedBefore = CpuTime.NONE;

    private Benchmark(ServerProcess server) throws Exception {
        this.server = server;
        site = new Site(server.server());
        generator = new LoadGenerator(server.server().url(), site::request);
    }

    /**
     * Options: {@code -Dbenchmark.only=a,b,c -Dbenchmark.clients=1,16,64 -Dbenchmark.seconds=10 -Dbenchmark.warmup=12 -Dbenchmark.jfr=true}; of part d
     * {@code -Dbenchmark.chats=10000,1000000 -Dbenchmark.callers=4 -Dbenchmark.calls=300 -Dbenchmark.data=DIR}.
     */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.fromSystem();
        if (options.wants(Part.A) || options.wants(Part.B) || options.wants(Part.C)) {
            ofMessages();
        }
        if (options.wants(Part.D)) {
            new DeskBenchmark(options).run();
        }
    }

    private static void ofMessages() throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            var benchmark = new Benchmark(server);
            try {
                benchmark.run();
            } finally {
                Path file = Path.of("target", "benchmark.md");
                Files.writeString(file, benchmark.report.toString());
                System.out.println("\n" + benchmark.report + "\nWritten to " + file.toAbsolutePath());
                benchmark.receivers.close();
            }
        }
    }

    private void run() throws Exception {
        describe();
        Optional<ServerDatabase> root = ServerDatabase.embeddedAsRoot(server);
        // Before the first message: values are logged only of what is prepared from here on.
        JdbcLoop.Recording recording = options.wants(Part.A) && root.isPresent() ? new JdbcLoop.Recording(server, root.get()) : null;
        Site.Line quick = site.line(receivers.callback(RECEIVERS));
        Site.Line resting = site.line(receivers.callback(RECEIVERS));
        List<UUID> looped = resting.conversations(Collections.max(options.clients()) * LOOP_CONVERSATIONS_PER_CLIENT);
        resting.rest();
        JdbcLoop loop = recording == null ? null : recorded(recording, looped);
        warmUp(quick);
        if (options.wants(Part.A)) {
            acceptance(quick, resting, loop);
        }
        if (options.wants(Part.B) || options.wants(Part.C)) {
            lag();
        }
    }

    /** Null if what the server sends cannot be replayed; the figures of the server itself are worth having all the same. */
    private JdbcLoop recorded(JdbcLoop.Recording recording, List<UUID> conversations) throws Exception {
        try {
            return recording.recorded(site, conversations);
        } catch (IllegalArgumentException | IllegalStateException e) {
            report.note("No JDBC loop: " + e.getMessage());
            return null;
        }
    }

    private void describe() throws Exception {
        report.environment("commit " + commit());
        report.environment(Runtime.getRuntime().availableProcessors() + " processors, " + processor());
        report.environment("JDK " + System.getProperty("java.vendor") + ' ' + Runtime.version() + ", of the server and of the generator");
        try (Connection connection = ServerDatabase.of(server.server()).connect()) {
            report.environment("database " + connection.getMetaData().getDatabaseProductVersion());
        }
    }

    static String commit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "-C", Checkout.path("").toString(), "describe", "--always", "--dirty", "--abbrev=12")
                .redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? said : "not known";
    }

    static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("of an unknown kind");
    }

    /** A server that has taken few messages is not warm yet, however long it took: on a busy machine more rounds are needed. */
    private void warmUp(Site.Line quick) throws Exception {
        List<List<UUID>> conversations = quick.conversations(WARM_UP_CLIENTS, CONVERSATIONS_PER_CLIENT);
        int sent = 0;
        int rounds = 0;
        while (sent < WARM_UP_MESSAGES && rounds < WARM_UP_ROUNDS) {
            newReceipts();
            LoadGenerator.Closed done = generator.closed(conversations, Duration.ZERO, options.warmUp(), this::measure);
            sent += done.sent();
            rounds++;
            drain(done.sent());
        }
        report.environment(options.measured().toSeconds() + " s each, after a warm-up of " + sent + " messages in "
                + rounds * options.warmUp().toSeconds() + " s"
                + (options.jfr() ? ", with Flight Recorder at " + PROFILED_CLIENTS + " clients" : ""));
    }

    private void acceptance(Site.Line quick, Site.Line resting, JdbcLoop loop) throws Exception {
        for (int clients : options.clients()) {
            String load = clients + (clients == 1 ? " client" : " clients");
            double floor = Double.NaN;
            if (loop != null) {
                JdbcLoop.Result result = loop.run(clients, LEAD, options.measured(), this::measure);
                floor = result.perSecond();
                report.row("a: JDBC loop, the same statements", load, floor, result.latencies(), Double.NaN, cpu, options.measured(),
                        result.deadlocks() == 0 ? "" : result.deadlocks() + " deadlocks");
                if (clients == options.clients().get(0)) {
                    noteStatements(loop, result, load);
                }
            }
            accepted("a: accepted, deliveries resting", load, resting.conversations(clients, CONVERSATIONS_PER_CLIENT), floor, false);
            accepted("a: accepted, deliveries going on", load, quick.conversations(clients, CONVERSATIONS_PER_CLIENT), floor, true);
        }
    }

    private void accepted(String what, String load, List<List<UUID>> conversations, double floor, boolean delivered) throws Exception {
        boolean profiled = options.jfr() && conversations.size() == PROFILED_CLIENTS;
        Path file = Path.of("target", "benchmark-" + (delivered ? "delivering" : "resting") + ".jfr").toAbsolutePath();
        FlightRecording recording = profiled ? FlightRecording.start(server.process(), file) : null;
        newReceipts();
        int[] arrived = new int[2];
        LoadGenerator.Closed done = generator.closed(conversations, LEAD, options.measured(), () -> {
            measure();
            arrived[0] = arrived[1];
            arrived[1] = receipts.count();
        });
        if (recording != null) {
            recording.stop();
        }
        String note = "";
        if (delivered) {
            int behind = done.sent() - receipts.count();
            note = String.format(Locale.ROOT, "%.0f delivered/s, %d behind, %s", (arrived[1] - arrived[0]) / (done.measured().toNanos() / 1e9), behind,
                    drain(done.sent()));
        }
        if (recording != null) {
            report.note("## Profile of the server: " + what.substring(3) + ", " + load + "\n\n" + recording.report());
        }
        report.row(what, load, done.perSecond(), done.latencies(), done.perSecond() / floor, cpu, done.measured(), note);
    }

    private void noteStatements(JdbcLoop loop, JdbcLoop.Result result, String load) {
        StringBuilder list = new StringBuilder("What the server sends to the database for one message, and how long that takes in the JDBC loop at "
                + load + ", in milliseconds:\n\n| p50 | p99 | |\n| ---: | ---: | --- |");
        for (int i = 0; i < loop.statements().size(); i++) {
            Latencies step = result.steps().get(i);
            list.append(String.format(Locale.ROOT, "%n| %.3f | %.3f | %s |", step.percentileMillis(50), step.percentileMillis(99),
                    loop.statements().get(i)));
        }
        report.note(list.toString());
    }

    private void lag() throws Exception {
        List<List<UUID>> each = new ArrayList<>();
        for (int i = 0; i < RECEIVERS; i++) {
            each.add(site.line(receivers.callback(i)).conversations(CONVERSATIONS_PER_RECEIVER));
        }
        // The receivers in turn.
        List<UUID> conversations = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS_PER_RECEIVER; i++) {
            for (List<UUID> ofOne : each) {
                conversations.add(ofOne.get(i));
            }
        }
        Lag compared = null;
        for (int rate : options.wants(Part.B) ? RATES : List.of(COMPARED_RATE)) {
            newReceipts();
            LoadGenerator.Open sent = generator.open(conversations, CONNECTIONS, rate, LEAD, options.measured(), this::measure);
            String drained = drain(sent.count());
            Lag lag = Lag.of(sent, receipts, i -> true);
            print("b: ", rate, sent, lag, null, drained);
            compared = rate == COMPARED_RATE ? lag : compared;
        }
        if (options.wants(Part.C)) {
            receivers.hang(HANGING);
            newReceipts();
            LoadGenerator.Open sent = generator.open(conversations, CONNECTIONS, COMPARED_RATE, HANGING_LEAD, options.measured(), this::measure);
            String drained = drain(sent.count() - sent.count() / RECEIVERS);
            print("c: one of ten receivers hangs: ", COMPARED_RATE, sent, Lag.of(sent, receipts, i -> i % RECEIVERS != HANGING), compared, drained);
        }
    }

    /** What came between the steps of a message's way; of messages that have arrived. */
    private record Lag(Latencies answer, Latencies fromAnswer, Latencies fromSending, Latencies fromSchedule, int missing) {

        static Lag of(LoadGenerator.Open sent, Receipts receipts, IntPredicate counts) {
            var lag = new Lag(new Latencies(), new Latencies(), new Latencies(), new Latencies(), 0);
            int missing = 0;
            for (int i = sent.measuredFrom(); i < sent.count(); i++) {
                lag.answer.add(sent.answered()[i] - sent.scheduled()[i]);
                long received = receipts.timeOf(sent.first() + i);
                if (counts.test(i) && received != 0) {
                    lag.fromAnswer.add(received - sent.answered()[i]);
                    lag.fromSending.add(received - sent.sent()[i]);
                    lag.fromSchedule.add(received - sent.scheduled()[i]);
                } else if (counts.test(i)) {
                    missing++;
                }
            }
            return new Lag(lag.answer, lag.fromAnswer, lag.fromSending, lag.fromSchedule, missing);
        }
    }

    private void print(String part, int rate, LoadGenerator.Open sent, Lag lag, Lag compared, String drained) {
        String load = rate + "/s";
        String note = (lag.missing == 0 ? "" : lag.missing + " never arrived, ") + drained;
        Duration measured = options.measured();
        report.row(part + "from the scheduled time to the 202", load, sent.perSecond(), lag.answer, Double.NaN, cpu, measured, note);
        row(part + "from the 202 to the receiver", load, lag.fromAnswer, compared == null ? null : compared.fromAnswer);
        row(part + "from sending to the receiver", load, lag.fromSending, compared == null ? null : compared.fromSending);
        row(part + "from the scheduled time to the receiver", load, lag.fromSchedule, compared == null ? null : compared.fromSchedule);
    }

    private void row(String what, String load, Latencies times, Latencies compared) {
        report.row(what, load, Double.NaN, times, Double.NaN, CpuTime.NONE, options.measured(), compared == null ? ""
                : String.format(Locale.ROOT, "to b: p50 x %.2f, p99 x %.2f", times.percentileMillis(50) / compared.percentileMillis(50),
                        times.percentileMillis(99) / compared.percentileMillis(99)));
    }

    /** At the beginning and at the end of each measurement. */
    private void measure() {
        CpuTime used = CpuTime.of(server.process());
        cpu = used.minus(usedBefore);
        usedBefore = used;
    }

    private void newReceipts() {
        receipts = new Receipts(generator.nextNumber());
        receivers.noteIn(receipts);
    }

    /** Waits until so many messages have arrived, but not for ever. */
    private String drain(int expected) throws InterruptedException {
        long began = System.nanoTime();
        while (receipts.count() < expected && System.nanoTime() - began < LONGEST_DRAIN.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        receivers.check();
        double seconds = (System.nanoTime() - began) / 1e9;
        return receipts.count() >= expected ? String.format(Locale.ROOT, "all delivered after %.1f s", seconds)
                : (expected - receipts.count()) + " not delivered after " + LONGEST_DRAIN.toSeconds() + " s";
    }
}
