package dev.ringdown.desk.figure;

import dev.ringdown.desk.settings.DeskSettings;
import jakarta.inject.Singleton;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes all figures anew from the facts, and says whether they agree with those that there were, and with the rest of the database. Also beside
 * nodes that are running: they count on meanwhile, and may take part in it.
 */
@Singleton
public class RebuildFigures {

    private static final int ATTEMPTS = 5;

    private final Folding folding;
    private final FigureSets sets;
    private final FigureRows rows;
    private final FigureAudit audit;
    private final ClosedChats closed;
    private final DeskSettings settings;

    RebuildFigures(Folding folding, FigureSets sets, FigureRows rows, FigureAudit audit, ClosedChats closed, DeskSettings settings) {
        this.folding = folding;
        this.sets = sets;
        this.rows = rows;
        this.audit = audit;
        this.closed = closed;
        this.settings = settings;
    }

    /**
     * Does it, and prints what came of it. The new figures are in place then, also where they differ.
     *
     * @return whether all agrees
     */
    public boolean run(PrintStream out) {
        folding.foldPending();
        print(out, "Making the figures anew from %,d facts", rows.countFacts());
        long begin = System.nanoTime();
        FigureSet made = make();
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        print(out, "%,d figures by days of %s made in %,.1f s", rows.count(made.id()), made.timeZone(), seconds);
        boolean agree = made.unlike() == 0;
        print(out, agree ? "They agree with those before" : "%,d figures differ from those before; the new ones are in place:%n%s", made.unlike(),
                made.examples());
        print(out, "%-16s %15s %15s", "", "counted", "there");
        List<FigureAudit.Pair> pairs = audit.compare();
        for (FigureAudit.Pair pair : pairs) {
            print(out, "%-16s %,15d %,15d%s", pair.what(), pair.counted(), pair.there(), pair.agrees() ? "" : "  DIFFER");
        }
        long wrong = closed.correct();
        print(out, wrong == 0 ? "The counts of closed chats agree with the chats" : "%,d counts of closed chats were wrong, and are right now", wrong);
        sets.tend();
        return agree && wrong == 0 && pairs.stream().allMatch(FigureAudit.Pair::agrees);
    }

    private FigureSet make() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // First what has been begun, and the company's zone: figures by other days could not be compared.
            sets.tend();
            FigureSet begun = sets.begin(settings.timeZone().getId());
            Optional<FigureSet> made = sets.finish(begun.id());
            if (made.isPresent() && made.get().unlike() != null) {
                return made.get();
            }
        }
        throw new IllegalStateException("The company's time zone was changed while the figures were made, again and again");
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
