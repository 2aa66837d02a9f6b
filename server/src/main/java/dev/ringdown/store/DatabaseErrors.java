package dev.ringdown.store;

import java.sql.SQLException;

/** Tells by the server's error number what a failed statement ran into. MySQL and MariaDB share these numbers. */
public final class DatabaseErrors {

    private static final int DUPLICATE_KEY = 1062;
    private static final int ROW_IS_REFERENCED = 1451;
    private static final int REFERENCED_ROW_IS_MISSING = 1452;

    private DatabaseErrors() {
    }

    /** Another row has this unique key. The statement is undone, the transaction stands. */
    public static boolean isDuplicateKey(Throwable error) {
        return has(error, DUPLICATE_KEY);
    }

    /** The same, for the unique key of this name, where a table has several. */
    public static boolean isDuplicateKey(Throwable error, String key) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            // MySQL says 'table.key', MariaDB 'key'; what stands before it is the value, which anybody may have chosen.
            if (cause instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_KEY
                    && (sql.getMessage().endsWith("'" + key + "'") || sql.getMessage().endsWith("." + key + "'"))) {
                return true;
            }
        }
        return false;
    }

    /** A row that is to be deleted is referred to, or one that is referred to does not exist. The statement is undone, the transaction stands. */
    public static boolean isForeignKeyViolation(Throwable error) {
        return has(error, ROW_IS_REFERENCED) || has(error, REFERENCED_ROW_IS_MISSING);
    }

    private static boolean has(Throwable error, int number) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == number) {
                return true;
            }
        }
        return false;
    }
}
