package dev.ringdown.desk.figure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** What the operator sees of figures: whether facts come into them as fast as they are written. */
@Context
class FigureMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(FigureMetrics.class);
    /** How old a count may be. */
    private static final Duration COUNTED_ANEW = Duration.ofSeconds(15);

    private final FactRepository repository;
    private final Clock clock;
    private volatile FactRepository.Pending counted = new FactRepository.Pending(0, null);
    private volatile long countedAt = System.nanoTime() - COUNTED_ANEW.toNanos();

    FigureMetrics(MeterRegistry registry, FactRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        gauge(registry, "ringdown.figures.pending", "Facts that are in no figure yet, on all nodes; counted up to " + FactRepository.MOST_COUNTED,
                FactRepository.Pending::facts);
        gauge(registry, "ringdown.figures.lag", "Seconds since what the first fact is of that is in no figure yet", this::lag);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<FactRepository.Pending> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.pending())).description(description).register(registry);
    }

    private double lag(FactRepository.Pending pending) {
        Instant first = pending.first();
        return first == null ? 0 : Math.max(0, Duration.between(first, clock.instant()).toMillis() / 1000.0);
    }

    /** Counted when somebody looks, and not at every look. */
    private FactRepository.Pending pending() {
        long now = System.nanoTime();
        if (now - countedAt >= COUNTED_ANEW.toNanos()) {
            countedAt = now;
            try {
                counted = repository.countPending();
            } catch (RuntimeException e) {
                LOG.debug("Facts that are in no figure yet could not be counted", e);
            }
        }
        return counted;
    }
}
