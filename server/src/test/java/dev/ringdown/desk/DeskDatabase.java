package dev.ringdown.desk;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The database of a context behind its back: rows that only other parts of the desk make, and what statements do there. */
@Singleton
public class DeskDatabase {

    private static final int ATTEMPTS = 5;
    private static final long LONGEST_WAIT_NANOS = 20_000_000_000L;
    private static final long PAUSE_NANOS = 10_000_000;

    private final DataSource database;

    DeskDatabase(DataSource database) {
        this.database = DelegatingDataSource.unwrapDataSource(database);
    }

    /** At once and in a transaction of its own. */
    public void execute(String sql) {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last column of the first row. */
    public long number(String query) {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(rows.getMetaData().getColumnCount());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many SELECT statements a read sends; the fewest of several times, since others may read in the meantime. */
    public long selects(Runnable read) {
        long fewest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = number("SHOW GLOBAL STATUS LIKE 'Com_select'");
            read.run();
            fewest = Math.min(fewest, number("SHOW GLOBAL STATUS LIKE 'Com_select'") - before);
        }
        return fewest;
    }

    /** Until a statement that ends so is under way; one that is seen here is one that waits for a lock. */
    public void awaitStatement(String end) {
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (number("SELECT COUNT(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND info LIKE '%" + end + "'") == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("No statement waits: " + end);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
