package dev.ringdown.desk.customer;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A migration that needs the rules by which customers are searched for. It goes through them in many small transactions, and begins again at the next
 * start of the server when it was stopped: so what is done twice must change nothing.
 */
abstract class CustomerMigration extends BaseJavaMigration {

    /** Few enough customers for one statement, however many words they have. */
    static final int BATCH = 200;

    /** Flyway asks for it before a constructor of ours has run. */
    abstract String fileName();

    /**
     * Does the next {@link #BATCH} customers behind an id.
     *
     * @return the id of the last one of them; {@code 0} where there are none left
     */
    abstract long migrateAfter(long id, Connection connection) throws SQLException;

    @Override
    protected final void init() {
        extractVersionAndDescription(fileName(), "V", false);
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public final void migrate(Context context) throws SQLException {
        long last = 0;
        do {
            last = migrateAfter(last, context.getConnection());
        } while (last != 0);
    }
}
