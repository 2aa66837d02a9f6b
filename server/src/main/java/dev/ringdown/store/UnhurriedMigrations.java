package dev.ringdown.store;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import java.sql.SQLException;

/** Statements of migrations may take longer than answers of callers may: at a large company they go through millions of rows. */
@Factory
class UnhurriedMigrations {

    /** Under the name of the data source. */
    @Singleton
    @Named("default")
    Callback[] callbacks() {
        return new Callback[]{new BaseCallback() {
            @Override
            public boolean supports(Event event, Context context) {
                return event == Event.BEFORE_EACH_MIGRATE;
            }

            @Override
            public void handle(Event event, Context context) {
                try {
                    // The pool sets it again when the connection is given back.
                    context.getConnection().setNetworkTimeout(Runnable::run, 0);
                } catch (SQLException e) {
                    throw new FlywayException("The connection would not wait for migrations", e);
                }
            }
        }};
    }
}
