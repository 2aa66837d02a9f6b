package dev.ringdown.conformance.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What processes have used of the processors so far, user and system, to the hundredth of a second. Linux only.
 *
 * @param server    the server's process
 * @param database  that of the embedded database; zero for an outside one
 * @param generator this process: clients, receivers and the JDBC loop
 * @param all       of the whole machine
 */
record CpuTime(Duration server, Duration database, Duration generator, Duration all) {

    /** What the kernel counts in, as user programs see it on Linux. */
    private static final int TICK_MILLIS = 10;
    private static final int USER_TIME = 11;
    /** All but idle and waiting for disks. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    static final CpuTime NONE = new CpuTime(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Of these processes up to now. */
    static CpuTime of(ProcessHandle server) {
        Duration database = server.descendants().filter(child -> command(child).startsWith("mariadbd")).map(CpuTime::used)
                .reduce(Duration.ZERO, Duration::plus);
        return new CpuTime(used(server), database, used(ProcessHandle.current()), wholeMachine());
    }

    CpuTime minus(CpuTime earlier) {
        return new CpuTime(server.minus(earlier.server), database.minus(earlier.database), generator.minus(earlier.generator),
                all.minus(earlier.all));
    }

    /** The share of all processors that others used meanwhile, of one hundred. */
    long percentOfOthers(Duration meanwhile) {
        Duration others = all.minus(server).minus(database).minus(generator);
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

    private static String command(ProcessHandle process) {
        String stat = stat(process);
        return stat.isEmpty() ? "" : stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    private static Duration used(ProcessHandle process) {
        // The name of the command, in brackets, may have spaces and brackets itself.
        String stat = stat(process);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis((Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) * TICK_MILLIS);
    }

    private static String stat(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
