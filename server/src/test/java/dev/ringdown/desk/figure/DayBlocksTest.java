package dev.ringdown.desk.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DayBlocksTest {

    @Test
    void anySpanIsCoveredOnceByAFewRuns() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 3_000; i++) {
            long first = random.nextLong(-2_000, 25_000);
            long last = first + (i % 3 == 0 ? random.nextLong(20) : random.nextLong(5_000));
            List<DayBlocks> runs = DayBlocks.of(first, last);
            assertEquals(LongStream.rangeClosed(first, last).boxed().toList(), days(runs), first + " to " + last);
            assertTrue(runs.size() <= 11, runs::toString);
            assertTrue(runs.stream().filter(run -> run.days() < 1_024).allMatch(run -> run.last() - run.first() < 6), runs::toString);
        }
    }

    @Test
    void anySpanIsWhatIsLeftOfFewerBlocks() {
        SplittableRandom random = new SplittableRandom(43);
        long signed = 0;
        long plain = 0;
        for (int i = 0; i < 3_000; i++) {
            long first = random.nextLong(-2_000, 25_000);
            long last = first + (i % 3 == 0 ? random.nextLong(20) : random.nextLong(5_000));
            List<DayBlocks.Signed> blocks = DayBlocks.signed(first, last);
            Map<Long, Integer> counted = new TreeMap<>();
            blocks.forEach(block -> LongStream.range(block.number() * block.days(), (block.number() + 1) * block.days())
                    .forEach(day -> counted.merge(day, block.sign(), Integer::sum)));
            counted.values().removeIf(count -> count == 0);
            assertEquals(LongStream.rangeClosed(first, last).boxed().toList(), List.copyOf(counted.keySet()), first + " to " + last);
            assertEquals(Set.of(1), Set.copyOf(counted.values()), first + " to " + last);
            assertTrue(blocks.size() <= 20 + (last - first) / 1_024, blocks::toString);
            signed += blocks.size();
            plain += DayBlocks.of(first, last).stream().mapToLong(run -> run.last() - run.first() + 1).sum();
        }
        assertTrue(signed < 0.8 * plain, signed + " in place of " + plain);
    }

    @Test
    void noDaysAreNoRuns() {
        assertEquals(List.of(), DayBlocks.of(8, 7));
        assertEquals(List.of(), DayBlocks.signed(8, 7));
    }

    private static List<Long> days(List<DayBlocks> runs) {
        List<Long> days = new ArrayList<>();
        runs.forEach(run -> LongStream.range(run.first() * run.days(), (run.last() + 1) * run.days()).forEach(days::add));
        return days.stream().sorted().toList();
    }
}
