package dev.ringdown.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What is read of the database for the operator's gauges: when somebody looks, and not at every look. Where it cannot be read, the former value
 * stands: a gauge is no place to say so.
 */
public final class SampledValue<T> implements Supplier<T> {

    private static final Logger LOG = LoggerFactory.getLogger(SampledValue.class);
    /** How old a value may be. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final String name;
    private final Supplier<T> source;
    private volatile T value;
    private volatile long readAt = System.nanoTime() - LONGEST.toNanos();

    /**
     * @param name  for the log
     * @param until what stands until it can be read for the first time
     */
    public SampledValue(String name, Supplier<T> source, T until) {
        this.name = name;
        this.source = source;
        this.value = until;
    }

    @Override
    public T get() {
        long now = System.nanoTime();
        if (now - readAt >= LONGEST.toNanos()) {
            readAt = now;
            try {
                value = source.get();
            } catch (RuntimeException e) {
                LOG.debug("{} could not be read", name, e);
            }
        }
        return value;
    }
}
