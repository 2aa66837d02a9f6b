package dev.ringdown.conformance.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A database of a server's own on the database server that {@code DATASOURCES_DEFAULT_URL}, {@code _USERNAME} and {@code _PASSWORD} in
 * the environment of the build name. Its name begins with {@code ringdown_}; the user must be allowed to create such databases.
 */
final class OutsideDatabase implements AutoCloseable {

    private final String baseUrl;
    private final String username;
    private final String password;
    private final String name = "ringdown_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    private OutsideDatabase(String baseUrl, String username, String password) {
        this.baseUrl = baseUrl;
        this.username = username;
        this.password = password;
    }

    /** Makes a fresh database, or nothing if the environment names no database server. */
    static Optional<OutsideDatabase> create(Map<String, String> environment) {
        String url = environment.get("DATASOURCES_DEFAULT_URL");
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        var database = new OutsideDatabase(url, environment.getOrDefault("DATASOURCES_DEFAULT_USERNAME", "ringdown"),
                environment.getOrDefault("DATASOURCES_DEFAULT_PASSWORD", ""));
        database.execute("CREATE DATABASE " + database.name + " CHARACTER SET utf8mb4");
        return Optional.of(database);
    }

    /** What the server needs in its environment to use this database. */
    Map<String, String> environment() {
        return Map.of("DATASOURCES_DEFAULT_URL", url(),
                "DATASOURCES_DEFAULT_USERNAME", username,
                "DATASOURCES_DEFAULT_PASSWORD", password);
    }

    /** The given address with the database's name in the place of the given one; parameters stay. */
    private String url() {
        int query = baseUrl.indexOf('?');
        String address = query < 0 ? baseUrl : baseUrl.substring(0, query);
        int path = address.indexOf('/', address.indexOf("://") + 3);
        return (path < 0 ? address : address.substring(0, path)) + '/' + name + (query < 0 ? "" : baseUrl.substring(query));
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(baseUrl, username, password); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The outside database refused: " + sql, e);
        }
    }

    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS " + name);
    }
}
