package dev.ringdown.desk.figure;

import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/**
 * Sees to it that figures are there by the days of the company's time zone. For another zone, or when they are to be made anew, a second set is
 * built from the facts beside the one that is read, in steps that any node may go on with, and then takes its place at once.
 *
 * <p>A fact is in a set once. When a set is begun, no fold is under way: facts that are folded by then are left to building, which knows them by
 * the number of their fold, and all others, committed or not, are added by their own fold, which knows the set.
 */
@Singleton
public class FigureSets {

    private static final Logger LOG = LoggerFactory.getLogger(FigureSets.class);

    static final int BUILT_AT_ONCE = 50_000;
    private static final int DELETED_AT_ONCE = 10_000;

    private final FigureSetRepository repository;
    private final FigureRows rows;
    private final FigureComparison comparison;
    private final DeskSettings settings;
    private final Transactions transactions;

    FigureSets(FigureSetRepository repository, FigureRows rows, FigureComparison comparison, DeskSettings settings, Transactions transactions) {
        this.repository = repository;
        this.rows = rows;
        this.comparison = comparison;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** Does all that there is to do now. */
    public void tend() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = step();
        }
    }

    /** Does a part of what there is to do, and says whether there was any. */
    boolean step() {
        String zone = settings.timeZone().getId();
        List<FigureSet> sets = repository.all();
        FigureSet active = active(sets);
        Optional<FigureSet> building = building(sets);
        if (building.isPresent() && !building.get().timeZone().equals(zone)) {
            drop(building.get());
        } else if (building.isPresent()) {
            build(building.get(), active);
        } else if (!active.timeZone().equals(zone)) {
            LOG.info("Figures by days of {} are made, in place of {}", zone, active.timeZone());
            begin(zone);
        } else {
            Optional<FigureSet> retired = sets.stream().filter(FigureSet::retired).findFirst();
            retired.ifPresent(this::delete);
            return retired.isPresent();
        }
        return true;
    }

    private static FigureSet active(List<FigureSet> sets) {
        return sets.stream().filter(FigureSet::isActive).findFirst().orElseThrow();
    }

    private static Optional<FigureSet> building(List<FigureSet> sets) {
        return sets.stream().filter(FigureSet::isBuilding).findFirst();
    }

    /** Begins a set, unless one is being built already. */
    FigureSet begin(String zone) {
        return transactions.inTransaction(() -> {
            repository.hold();
            return building(repository.all()).orElseGet(() -> repository.save(
                    new FigureSet(null, zone, repository.number(), repository.lastFact(), 0, null, false, null, null)));
        });
    }

    /** Goes on until a set is no longer being built. What has become of it: empty, if it has been deleted already. */
    Optional<FigureSet> finish(long id) {
        while (repository.find(id).filter(FigureSet::isBuilding).isPresent()) {
            step();
        }
        return repository.find(id);
    }

    private void build(FigureSet set, FigureSet active) {
        if (!set.isBuilt()) {
            transactions.inTransaction(() -> buildNext(set.id()));
            return;
        }
        FigureComparison.Result result = set.timeZone().equals(active.timeZone()) ? comparison.compare(active.id(), set.id()) : null;
        if (transactions.inTransaction(() -> activate(set.id(), active.id(), result))) {
            if (result == null || result.unlike() == 0) {
                LOG.info("Figures by days of {} are made", set.timeZone());
            } else {
                LOG.warn("Figures were made anew, and {} of them are unlike those before:\n{}", result.unlike(), result.examples());
            }
        }
    }

    private void buildNext(long id) {
        repository.hold();
        Optional<FigureSet> set = repository.find(id).filter(FigureSet::isBuilding).filter(found -> !found.isBuilt());
        if (set.isEmpty()) {
            return;
        }
        List<Fact> facts = rows.folded(set.get().builtTo(), set.get().lastFact(), set.get().firstFold(), BUILT_AT_ONCE);
        rows.add(id, set.get().zone(), facts);
        repository.moveOn(id, facts.size() < BUILT_AT_ONCE ? set.get().lastFact() : facts.get(facts.size() - 1).id());
    }

    /** @return whether it is read from now on because of this call */
    private boolean activate(long id, long former, @Nullable FigureComparison.Result result) {
        repository.hold();
        boolean asSeen = repository.find(id).filter(FigureSet::isBuilding).isPresent() && repository.find(former).filter(FigureSet::isActive).isPresent();
        if (asSeen) {
            repository.retireActive();
            repository.activate(id, result == null ? null : result.unlike(), result == null ? null : result.examples());
        }
        return asSeen;
    }

    private void drop(FigureSet set) {
        transactions.inTransaction(() -> {
            repository.hold();
            repository.retire(set.id());
        });
    }

    private void delete(FigureSet retired) {
        transactions.inTransaction(() -> {
            if (rows.delete(retired.id(), DELETED_AT_ONCE) < DELETED_AT_ONCE) {
                repository.delete(retired.id());
            }
        });
    }
}
