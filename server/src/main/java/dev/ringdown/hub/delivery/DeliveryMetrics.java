package dev.ringdown.hub.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What the operator sees of deliveries: how many come to which end here, how long they take, and what waits in all. */
@Context
class DeliveryMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryMetrics.class);
    /** How old a count of what waits may be. */
    private static final Duration COUNTED_ANEW = Duration.ofSeconds(15);

    private final LaneRepository repository;
    private final Counter delivered;
    private final Counter failed;
    private final Counter retried;
    private final Timer lag;
    private volatile LaneRepository.OpenDeliveries counted = new LaneRepository.OpenDeliveries(0, null);
    private volatile long countedAt = System.nanoTime() - COUNTED_ANEW.toNanos();

    DeliveryMetrics(MeterRegistry registry, LaneRepository repository) {
        this.repository = repository;
        delivered = Counter.builder("ringdown.deliveries.delivered").description("Deliveries that their receiver has taken").register(registry);
        failed = Counter.builder("ringdown.deliveries.failed").description("Deliveries that were given up").register(registry);
        retried = Counter.builder("ringdown.deliveries.retried").description("Attempts that failed and are to be repeated").register(registry);
        lag = Timer.builder("ringdown.deliveries.lag").description("From the acceptance of a message to its delivery").register(registry);
        gauge(registry, "ringdown.deliveries.waiting", "Deliveries that wait, on all nodes", open -> open.waiting());
        gauge(registry, "ringdown.deliveries.oldest", "Seconds that the oldest waiting delivery has waited",
                open -> open.oldestAge() == null ? 0 : open.oldestAge());
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<LaneRepository.OpenDeliveries> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.open())).description(description).register(registry);
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

    /** Counted when somebody looks, and not at every look. */
    private LaneRepository.OpenDeliveries open() {
        long now = System.nanoTime();
        if (now - countedAt >= COUNTED_ANEW.toNanos()) {
            countedAt = now;
            try {
                counted = repository.open();
            } catch (RuntimeException e) {
                LOG.debug("What waits could not be counted", e);
            }
        }
        return counted;
    }
}
