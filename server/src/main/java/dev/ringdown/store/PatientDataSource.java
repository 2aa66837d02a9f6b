package dev.ringdown.store;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool as the threads of scheduled work see it: while the database is away they wait here until it is back, and it is said once. Otherwise
 * each look for work would fail with a stack trace in the log, and what is done already could not be noted as done.
 */
final class PatientDataSource extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledWork.class);

    private static final long LOOK_EVERY_MILLIS = 1000;

    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean ending;

    PatientDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                Connection connection = super.getConnection();
                if (away.compareAndSet(true, false)) {
                    LOG.info("The database is back; scheduled work goes on");
                }
                return connection;
            } catch (SQLException e) {
                if (ending) {
                    throw e;
                }
                if (away.compareAndSet(false, true)) {
                    LOG.warn("Scheduled work waits for the database: {}", e.getMessage());
                }
                pause(e);
            }
        }
    }

    private static void pause(SQLException failure) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** From here on nobody waits. */
    void end() {
        ending = true;
    }
}
