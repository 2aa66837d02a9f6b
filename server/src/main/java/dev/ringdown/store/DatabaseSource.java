package dev.ringdown.store;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.configuration.jdbc.hikari.DatasourceFactory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanDestroyedEvent;
import io.micronaut.context.event.BeanDestroyedEventListener;
import io.micronaut.context.event.BeanInitializedEventListener;
import io.micronaut.context.event.BeanInitializingEvent;
import io.micronaut.core.util.StringUtils;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/**
 * Completes the configuration of the pool {@code default} before the pool and the migrations use it: without a URL the embedded database is
 * started and named there; with one, that server is looked at. The embedded database ends after the pool is closed.
 */
@Singleton
class DatabaseSource implements BeanInitializedEventListener<DatasourceConfiguration>, BeanDestroyedEventListener<DatasourceFactory> {

    private final Path dataDirectory;
    private final DatabaseSettings settings;
    private EmbeddedDatabase embedded;
    private Thread endWithProcess;

    DatabaseSource(@Property(name = "ringdown.data-dir", defaultValue = "data") String dataDirectory, DatabaseSettings settings) {
        this.dataDirectory = Path.of(dataDirectory);
        this.settings = settings;
    }

    @Override
    public DatasourceConfiguration onInitialized(BeanInitializingEvent<DatasourceConfiguration> event) {
        DatasourceConfiguration pool = event.getBean();
        if (pool.getName().equals("default")) {
            if (StringUtils.isEmpty(pool.getConfiguredUrl())) {
                startEmbedded();
                pool.setUrl(embedded.url());
                pool.setUsername(EmbeddedDatabase.USER);
                pool.setPassword(embedded.password());
            }
            ConnectionParameters.addTo(pool);
            DatabaseCheck.run(pool);
        }
        return pool;
    }

    private void startEmbedded() {
        embedded = EmbeddedDatabase.start(dataDirectory, settings);
        // For a start that fails from here on: the framework then ends the process without closing anything.
        endWithProcess = new Thread(embedded::close, "end-embedded-database");
        Runtime.getRuntime().addShutdownHook(endWithProcess);
    }

    /** From here on the framework's own hook closes all in order: this one would end the database under requests that still run. */
    @EventListener
    void onStartup(ServerStartupEvent event) {
        forgetHook();
    }

    @Override
    public void onDestroyed(BeanDestroyedEvent<DatasourceFactory> event) {
        if (embedded != null) {
            embedded.close();
            forgetHook();
        }
    }

    private void forgetHook() {
        if (endWithProcess != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(endWithProcess);
            } catch (IllegalStateException e) {
                // The process is ending already; to close twice has no effect.
            }
        }
    }
}
