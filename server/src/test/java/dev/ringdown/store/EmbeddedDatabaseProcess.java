package dev.ringdown.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;

/** A server process for tests that kill it: starts the database of a directory and then commits numbers, each printed when it is committed. */
final class EmbeddedDatabaseProcess {

    private EmbeddedDatabaseProcess() {
    }

    public static void main(String[] args) throws Exception {
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), new DatabaseSettings("64M", Duration.ofSeconds(60)));
            System.out.println("database " + database.process().pid());
            try (Connection connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists counted (number int primary key) engine=innodb");
                for (int number = 1; ; number++) {
                    statement.execute("insert into counted values (" + number + ")");
                    System.out.println(number);
                }
            }
        } catch (DatabaseRefusedException e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
