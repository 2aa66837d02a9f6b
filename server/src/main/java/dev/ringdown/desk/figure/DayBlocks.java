package dev.ringdown.desk.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of blocks of one length, as figures are kept of them. Any span of days is a few such runs.
 *
 * @param days  how long each block is
 * @param first number of the first block: its days since 1970-01-01, divided by that length
 * @param last  number of the last block
 */
record DayBlocks(int days, long first, long last) {

    /** There are blocks of 1, 4, 16, 64, 256 and 1,024 days. */
    static final int LONGEST = 1_024;
    static final int STEP = 4;

    /** What the days from the one to the other, both among them, are made of: no more than two runs of each length. */
    static List<DayBlocks> of(long firstDay, long lastDay) {
        List<DayBlocks> runs = new ArrayList<>();
        cover(firstDay, lastDay + 1, LONGEST, runs);
        return runs;
    }

    private static void cover(long from, long before, int days, List<DayBlocks> runs) {
        if (from >= before) {
            return;
        }
        long first = -Math.floorDiv(-from, days);
        long behind = Math.floorDiv(before, days);
        if (first < behind) {
            runs.add(new DayBlocks(days, first, behind - 1));
            cover(from, first * days, days / STEP, runs);
            cover(behind * days, before, days / STEP, runs);
        } else {
            cover(from, before, days / STEP, runs);
        }
    }

    /**
     * A block that counts, or is taken off what counts.
     *
     * @param number as in {@link #first}
     * @param sign   1 or -1
     */
    record Signed(int days, long number, int sign) {
    }

    /** What the same days are made of where blocks may also be taken off: some three quarters as many blocks. */
    static List<Signed> signed(long firstDay, long lastDay) {
        List<Signed> blocks = new ArrayList<>();
        long from = firstDay;
        long before = lastDay + 1;
        int days = 1;
        while (days < LONGEST && before - from > 2L * days) {
            long next = (long) days * STEP;
            long begin = nearest(from, next);
            add(from, begin, days, blocks);
            long end = nearest(before, next);
            add(end, before, days, blocks);
            from = begin;
            before = end;
            days *= STEP;
        }
        add(from, before, days, blocks);
        return blocks;
    }

    private static long nearest(long day, long multiple) {
        return Math.floorDiv(day + multiple / 2, multiple) * multiple;
    }

    /** Adds the blocks from the one to before the other, or takes off those that lie between them in the other direction. */
    private static void add(long from, long before, int days, List<Signed> blocks) {
        int sign = from <= before ? 1 : -1;
        for (long day = Math.min(from, before); day < Math.max(from, before); day += days) {
            blocks.add(new Signed(days, Math.floorDiv(day, days), sign));
        }
    }
}
