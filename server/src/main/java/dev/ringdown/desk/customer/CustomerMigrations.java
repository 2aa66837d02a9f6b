package dev.ringdown.desk.customer;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.migration.JavaMigration;

/** Flyway takes migrations in Java from a bean of this shape, named after the data source. */
@Factory
class CustomerMigrations {

    @Singleton
    @Named("default")
    JavaMigration[] migrations() {
        return new JavaMigration[]{new SearchableCustomers(), new BeginningsOfWords()};
    }
}
