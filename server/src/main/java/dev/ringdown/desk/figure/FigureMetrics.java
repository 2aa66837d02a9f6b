package dev.ringdown.desk.figure;

import dev.ringdown.store.SampledValue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** What the operator sees of figures: whether facts come into them as fast as they are written. */
@Context
class FigureMetrics {

    private final SampledValue<FactRepository.Pending> pending;
    private final Clock clock;

    FigureMetrics(MeterRegistry registry, FactRepository repository, Clock clock) {
        this.pending = new SampledValue<>("Facts that are in no figure yet", repository::countPending, new FactRepository.Pending(0, null));
        this.clock = clock;
        gauge(registry, "ringdown.figures.pending", "Facts that are in no figure yet, on all nodes; counted up to " + FactRepository.MOST_COUNTED,
                FactRepository.Pending::facts);
        gauge(registry, "ringdown.figures.lag", "Seconds since what the first fact is of that is in no figure yet", this::lag);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<FactRepository.Pending> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.pending.get())).description(description).register(registry);
    }

    private double lag(FactRepository.Pending pending) {
        Instant first = pending.first();
        return first == null ? 0 : Math.max(0, Duration.between(first, clock.instant()).toMillis() / 1000.0);
    }
}
