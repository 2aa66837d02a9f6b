package dev.ringdown.desk.figure;

import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.util.List;

/**
 * Brings facts into the figures, each exactly once: a transaction adds some facts to every set of figures that is kept, and marks them with its
 * number. Transactions follow each other ({@code desk_fold}), on whatever nodes; who writes facts or reads figures waits for none of them.
 *
 * <p>Which facts there are is read without locks, so one that is not committed yet is left to a later fold, whatever its id.
 */
@Singleton
public class Folding {

    static final int AT_ONCE = 20_000;
    private static final long NO_MORE = -1;

    private final FigureRows rows;
    private final FigureSetRepository sets;
    private final ClosedChats closed;
    private final Transactions transactions;

    Folding(FigureRows rows, FigureSetRepository sets, ClosedChats closed, Transactions transactions) {
        this.rows = rows;
        this.sets = sets;
        this.closed = closed;
        this.transactions = transactions;
    }

    /** Brings in all facts that are in no figure when it is called; in several transactions, if there are many. */
    public void foldPending() {
        if (!rows.isAnyPending()) {
            return;
        }
        long last = 0;
        while (last != NO_MORE && !Thread.currentThread().isInterrupted()) {
            long after = last;
            last = transactions.inTransaction(() -> foldBehind(after));
        }
    }

    private long foldBehind(long fact) {
        sets.hold();
        List<Fact> facts = rows.pending(fact, AT_ONCE);
        if (facts.isEmpty()) {
            return NO_MORE;
        }
        for (FigureSet set : sets.all()) {
            if (!set.retired()) {
                rows.add(set.id(), set.zone(), facts);
            }
        }
        closed.add(facts);
        rows.mark(facts, sets.number());
        return facts.size() < AT_ONCE ? NO_MORE : facts.get(facts.size() - 1).id();
    }
}
