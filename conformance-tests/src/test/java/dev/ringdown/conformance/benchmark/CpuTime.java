package dev.ringdown.conformance.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What processes have used of the processors so far, user and system, to the hundredth of a second. Linux only.
 *
 * @param server    the server's process, its compiler left out
 * @param compiler  the threads of the server that compile its code: a server that is warm has little of it
 * @param database  that of the embedded database; zero for an outside one
 * @param generator this process: clients, receivers and the JDBC loop
 * @param all       of the whole machine
 */
record CpuTime(Duration server, Duration compiler, Duration database, Duration generator, Duration all) {

    /** What the kernel counts in, as user programs see it on Linux. */
    private static final int TICK_MILLIS = 10;
    private static final int USER_TIME = 11;
    /** As HotSpot names them, cut to the 15 characters that Linux keeps. */
    private static final Set<String> COMPILERS = Set.of("C1 CompilerThre", "C2 CompilerThre");
    /** All but idle and waiting for disks. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    static final CpuTime NONE = new CpuTime(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Of these processes up to now. */
    static CpuTime of(ProcessHandle server) {
        Duration database = server.descendants().filter(child -> command(stat(proc(child).resolve("stat"))).startsWith("mariadbd")).map(CpuTime::used)
                .reduce(Duration.ZERO, Duration::plus);
        Duration compiler = compiler(server);
        return new CpuTime(used(server).minus(compiler), compiler, database, used(ProcessHandle.current()), wholeMachine());
    }

    CpuTime minus(CpuTime earlier) {
        return new CpuTime(server.minus(earlier.server), compiler.minus(earlier.compiler), database.minus(earlier.database), generator.minus(earlier.generator),
                all.minus(earlier.all));
    }

    /** The share of all processors that others used meanwhile, of one hundred. */
    long percentOfOthers(Duration meanwhile) {
        Duration others = all.minus(server).minus(compiler).minus(database).minus(generator);
        return Math.max(0, 100 * others.toMillis() / (meanwhile.toMillis() * Runtime.getRuntime().availableProcessors()));
    }

    private static Duration wholeMachine() {
        try {
            // cpu user nice system idle iowait irq softirq steal
            String[] ticks = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
            long busy = 0;
            for (int i : BUSY) {
                busy += Long.parseLong(ticks[i]);
            }
            return Duration.ofMillis(busy * TICK_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration compiler(ProcessHandle server) {
        try (Stream<Path> threads = Files.list(proc(server).resolve("task"))) {
            return threads.map(thread -> stat(thread.resolve("stat"))).filter(stat -> COMPILERS.contains(command(stat))).map(CpuTime::used)
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration used(ProcessHandle process) {
        return used(stat(proc(process).resolve("stat")));
    }

    private static Duration used(String stat) {
        // The name, in brackets, may have spaces and brackets itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis((Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) * TICK_MILLIS);
    }

    private static String command(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    private static Path proc(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    /** Of a thread or process that has ended meanwhile: that it used nothing. */
    private static String stat(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "0 (ended) X" + " 0".repeat(USER_TIME + 1);
        }
    }
}
