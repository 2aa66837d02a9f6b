package dev.ringdown.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code ringdown.database.*}: settings of the embedded database; an outside one is configured on its own side.
 *
 * @param bufferPoolSize memory for table pages, a number with K, M or G
 * @param startTimeout   how long the database may take to answer after a start, recovery after a crash included
 */
@ConfigurationProperties("ringdown.database")
record DatabaseSettings(
        @Bindable(defaultValue = "256M") String bufferPoolSize,
        @Bindable(defaultValue = "60s") Duration startTimeout) {

    DatabaseSettings {
        if (!bufferPoolSize.matches("[1-9][0-9]*[KMG]?")) {
            throw new DatabaseRefusedException(
                    "ringdown.database.buffer-pool-size is '" + bufferPoolSize + "': expected a number with K, M or G, as in 256M.");
        }
    }
}
