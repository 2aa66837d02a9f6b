package dev.ringdown;

import dev.ringdown.store.Transactions;
import io.micronaut.context.BeanContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.function.Supplier;

/** Counts what the database is asked, by the database's own count for one connection. Preparing a statement is no question, executing it is. */
public final class StatementCount {

    private StatementCount() {
    }

    /** How many statements a call takes. It runs in one transaction, on one connection, which its own transactions join. */
    public static long of(BeanContext beans, Supplier<?> call) {
        return beans.getBean(Transactions.class).inTransaction(() -> {
            long before = questions(beans);
            call.get();
            // The first look is in its own count, the second in the difference.
            return questions(beans) - before - 1;
        });
    }

    private static long questions(BeanContext beans) {
        return beans.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet status = statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
                status.next();
                return status.getLong(2);
            }
        });
    }
}
