package dev.ringdown.desk.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** What the operator sees of event streams. */
@Context
class StreamMetrics {

    StreamMetrics(MeterRegistry registry, EventFeed feed) {
        Gauge.builder("ringdown.events.streams", feed, EventFeed::openStreams).description("Event streams that are open on this node").register(registry);
    }
}
