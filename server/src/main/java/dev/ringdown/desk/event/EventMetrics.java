package dev.ringdown.desk.event;

import dev.ringdown.store.SampledValue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** What the operator sees of events: whether their numbering keeps up. */
@Context
class EventMetrics {

    private final SampledValue<DeskEventRepository.Unnumbered> unnumbered;
    private final Clock clock;

    EventMetrics(MeterRegistry registry, DeskEventRepository repository, Clock clock) {
        this.unnumbered = new SampledValue<>("Events without a number", repository::countUnnumbered, new DeskEventRepository.Unnumbered(0, null));
        this.clock = clock;
        gauge(registry, "ringdown.events.unnumbered", "Events of the desk that have no number yet, on all nodes", DeskEventRepository.Unnumbered::events);
        gauge(registry, "ringdown.events.lag", "Seconds since the oldest event that has no number yet", this::lag);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<DeskEventRepository.Unnumbered> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.unnumbered.get())).description(description).register(registry);
    }

    private double lag(DeskEventRepository.Unnumbered unnumbered) {
        Instant oldest = unnumbered.oldest();
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
