package dev.ringdown.store;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides by one unique row which node is the first ever to start on a database; on that node, and in the same transaction, every
 * {@link FirstStartStep} makes what an empty database lacks. What people must be told of it (passwords, once) goes to the console,
 * never to the log.
 */
@Singleton
public class FirstStart {

    private final Installations installations;
    private final List<FirstStartStep> steps;
    private final Transactions transactions;
    private final Clock clock;

    FirstStart(Installations installations, List<FirstStartStep> steps, Transactions transactions, Clock clock) {
        this.installations = installations;
        this.steps = steps;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void onStartup(StartupEvent event) {
        List<String> announcements = new ArrayList<>();
        boolean first = transactions.inTransaction(() -> {
            announcements.clear();
            try {
                installations.claim(clock.instant());
            } catch (DataAccessException e) {
                if (DatabaseErrors.isDuplicateKey(e)) {
                    return false;
                }
                throw e;
            }
            steps.forEach(step -> announcements.addAll(step.install()));
            return true;
        });
        if (first && !announcements.isEmpty()) {
            StringBuilder text = new StringBuilder(System.lineSeparator())
                    .append("First start: this is shown once and kept nowhere.").append(System.lineSeparator());
            announcements.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
            System.out.println(text);
        }
        steps.forEach(FirstStartStep::applySettings);
    }

    /** The table {@code installation}: at most one row. */
    @JdbcRepository(dialect = Dialect.MYSQL)
    interface Installations extends GenericRepository<Installations.Installation, Integer> {

        @MappedEntity("installation")
        record Installation(@Id int id, Instant created) {
        }

        @Query("INSERT INTO installation (id, created) VALUES (1, :created)")
        void claim(Instant created);
    }
}
