package dev.ringdown.conformance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The database that a server under test works on, for setting up what its APIs do not offer yet; never for looking at what a test is
 * about. Found by the environment of the server's process, which says whether the database is an outside one or lies in the data directory;
 * for a server that ran before, by the {@code DATASOURCES_DEFAULT_...} variables in the environment of the build. Linux only.
 */
public final class ServerDatabase {

    private static final String PORT_OPTION = "--port=";

    private final String url;
    private final String username;
    private final String password;

    private ServerDatabase(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    /** The database of a server of this run, or of one that ran before and works on an outside database. */
    public static ServerDatabase of(ServerUnderTest server) {
        Optional<ProcessHandle> process = ProcessHandle.current().children()
                .filter(child -> String.valueOf(server.url().getPort()).equals(environment(child).get("MICRONAUT_SERVER_PORT")))
                .findFirst();
        Map<String, String> environment = process.map(ServerDatabase::environment).orElseGet(System::getenv);
        if (environment.get("DATASOURCES_DEFAULT_URL") != null) {
            return new ServerDatabase(environment.get("DATASOURCES_DEFAULT_URL"),
                    environment.getOrDefault("DATASOURCES_DEFAULT_USERNAME", "ringdown"),
                    environment.getOrDefault("DATASOURCES_DEFAULT_PASSWORD", ""));
        }
        return process.map(running -> embedded(running, Path.of(environment.get("RINGDOWN_DATA_DIR")), "ringdown"))
                .orElseThrow(() -> new IllegalStateException("The database of " + server.url()
                        + " is not known: with RINGDOWN_TEST_URL, DATASOURCES_DEFAULT_URL must be set as well"));
    }

    /** A new connection, in UTC; for the caller to close. */
    public Connection connect() throws SQLException {
        return connect("");
    }

    /** The same with further parameters of the driver, such as {@code &cachePrepStmts=true}. */
    public Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(url + (url.contains("?") ? '&' : '?') + "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                + parameters, username, password);
    }

    /**
     * The embedded database of a server of this run, by the account for work on the database server itself.
     *
     * @return empty if the server works on an outside database
     */
    public static Optional<ServerDatabase> embeddedAsRoot(ServerProcess server) {
        Path dataDirectory = server.dataDirectory();
        return Files.exists(dataDirectory.resolve("mariadb")) ? Optional.of(embedded(server.process(), dataDirectory, "root")) : Optional.empty();
    }

    /** What another server needs in its environment to work on it. */
    Map<String, String> environment() {
        return Map.of("DATASOURCES_DEFAULT_URL", url, "DATASOURCES_DEFAULT_USERNAME", username, "DATASOURCES_DEFAULT_PASSWORD", password);
    }

    private static ServerDatabase embedded(ProcessHandle server, Path dataDirectory, String account) {
        Properties passwords = new Properties();
        try (var reader = Files.newBufferedReader(dataDirectory.resolve("mariadb").resolve("passwords.properties"))) {
            passwords.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String port = server.descendants()
                .flatMap(child -> strings(child, "cmdline").stream())
                .filter(argument -> argument.startsWith(PORT_OPTION)).map(argument -> argument.substring(PORT_OPTION.length()))
                .findFirst().orElseThrow(() -> new IllegalStateException("The server runs no embedded database"));
        return new ServerDatabase("jdbc:mysql://127.0.0.1:" + port + "/ringdown", account,
                Objects.requireNonNull(passwords.getProperty(account)));
    }

    private static Map<String, String> environment(ProcessHandle process) {
        Map<String, String> found = new HashMap<>();
        for (String entry : strings(process, "environ")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                found.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return found;
    }

    private static List<String> strings(ProcessHandle process, String file) {
        try {
            return Arrays.asList(Files.readString(Path.of("/proc", String.valueOf(process.pid()), file), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException ended) {
            return List.of();
        }
    }
}
