package dev.ringdown.store;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Looks at the database once, before the pool and the migrations, so that what doesn't fit is said in one line. */
final class DatabaseCheck {

    private DatabaseCheck() {
    }

    /**
     * Connects as the pool will, and asks for the server's version.
     *
     * @throws DatabaseRefusedException if the server can't be reached, doesn't let us in, or is too old
     */
    static void run(DatasourceConfiguration pool) {
        // Without the parameters: they may hold a password.
        String place = pool.getUrl().replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
        if (!pool.getUrl().startsWith("jdbc:mysql:")) {
            throw new DatabaseRefusedException("datasources.default.url is " + place + ": it must begin with jdbc:mysql: (for MariaDB too).");
        }
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        // Either may stand in the URL instead.
        if (pool.getUsername() != null) {
            properties.put("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.put("password", pool.getPassword());
        }
        try (Connection connection = DriverManager.getConnection(pool.getUrl(), properties)) {
            ServerVersion.objection(connection.getMetaData().getDatabaseProductVersion()).ifPresent(objection -> {
                throw new DatabaseRefusedException("The database server at " + place + " can't be used: " + objection + ".");
            });
        } catch (SQLException e) {
            throw new DatabaseRefusedException("The database at " + place + " can't be used: " + reason(e) + ".", e);
        }
    }

    /** The driver's first line, and the last cause, which says what happened at the socket. */
    private static String reason(SQLException e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
        return last == e || last.getMessage() == null ? first : first + " (" + last.getMessage().lines().findFirst().orElse("") + ")";
    }
}
