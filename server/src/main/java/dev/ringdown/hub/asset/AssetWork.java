package dev.ringdown.hub.asset;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.store.ScheduledWork;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

import java.time.Duration;

/** What happens to assets by itself. */
@Factory
final class AssetWork {

    @Singleton
    Task<Void> unused(Assets assets) {
        return ScheduledWork.every("unused-assets", Duration.ofMinutes(5), assets::deleteUnused);
    }
}
