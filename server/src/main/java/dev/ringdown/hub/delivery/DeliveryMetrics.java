package dev.ringdown.hub.delivery;

import dev.ringdown.store.SampledValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What the operator sees of deliveries: how many come to which end here, how long they take, and what waits in all. */
@Context
class DeliveryMetrics {

    private final SampledValue<LaneRepository.OpenDeliveries> open;
    private final Counter delivered;
    private final Counter failed;
    private final Counter retried;
    private final Timer lag;

    DeliveryMetrics(MeterRegistry registry, LaneRepository repository) {
        open = new SampledValue<>("What waits", repository::open, new LaneRepository.OpenDeliveries(0, null));
        delivered = Counter.builder("ringdown.deliveries.delivered").description("Deliveries that their receiver has taken").register(registry);
        failed = Counter.builder("ringdown.deliveries.failed").description("Deliveries that were given up").register(registry);
        retried = Counter.builder("ringdown.deliveries.retried").description("Attempts that failed and are to be repeated").register(registry);
        lag = Timer.builder("ringdown.deliveries.lag").description("From the acceptance of a message to its delivery").register(registry);
        gauge(registry, "ringdown.deliveries.waiting", "Deliveries that wait, on all nodes", open -> open.waiting());
        gauge(registry, "ringdown.deliveries.oldest", "Seconds that the oldest waiting delivery has waited",
                open -> open.oldestAge() == null ? 0 : open.oldestAge());
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<LaneRepository.OpenDeliveries> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.open.get())).description(description).register(registry);
    }

    void delivered(DueDelivery delivery, Duration tookSinceClaimed) {
        delivered.increment();
        lag.record(Duration.ofMillis(delivery.age()).plus(tookSinceClaimed));
    }

    void failed() {
        failed.increment();
    }

    void retried() {
        retried.increment();
    }
}
