package dev.ringdown.desk.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** What the operator sees of events: whether their numbering keeps up. */
@Context
class EventMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(EventMetrics.class);
    /** How old a count may be. */
    private static final Duration COUNTED_ANEW = Duration.ofSeconds(15);

    private final DeskEventRepository repository;
    private final Clock clock;
    private volatile DeskEventRepository.Unnumbered counted = new DeskEventRepository.Unnumbered(0, null);
    private volatile long countedAt = System.nanoTime() - COUNTED_ANEW.toNanos();

    EventMetrics(MeterRegistry registry, DeskEventRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        gauge(registry, "ringdown.events.unnumbered", "Events of the desk that have no number yet, on all nodes", DeskEventRepository.Unnumbered::events);
        gauge(registry, "ringdown.events.lag", "Seconds since the oldest event that has no number yet", this::lag);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<DeskEventRepository.Unnumbered> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.unnumbered())).description(description).register(registry);
    }

    private double lag(DeskEventRepository.Unnumbered unnumbered) {
        Instant oldest = unnumbered.oldest();
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    /** Counted when somebody looks, and not at every look. */
    private DeskEventRepository.Unnumbered unnumbered() {
        long now = System.nanoTime();
        if (now - countedAt >= COUNTED_ANEW.toNanos()) {
            countedAt = now;
            try {
                counted = repository.countUnnumbered();
            } catch (RuntimeException e) {
                LOG.debug("Events without a number could not be counted", e);
            }
        }
        return counted;
    }
}
