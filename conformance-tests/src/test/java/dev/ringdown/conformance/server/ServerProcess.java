package dev.ringdown.conformance.server;

import dev.ringdown.conformance.operation.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The packaged server as a process of its own, on a port and a data directory (or an {@linkplain OutsideDatabase outside database}) of
 * its own, with credentials that are known. Callbacks to 127.0.0.1 are allowed. Its output goes to a file beside the data directory,
 * below {@code target/servers}. Not for use by several threads at once.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Path JAR = Checkout.path("server/target/ringdown.jar");
    /** Of servers that do not live long; none where the server is measured. */
    private static final List<String> SHORT_LIVED = Stream.of(System.getProperty("ringdown.server.jvm", "").split(" "))
            .filter(option -> !option.isEmpty()).toList();
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> jvmOptions;
    private final Path dataDirectory;
    private final Path output;
    private final OutsideDatabase database;
    private final Map<String, String> environment = new HashMap<>();
    private final ServerUnderTest server;
    /** Children of a killed server, which may go on without it. */
    private final List<ProcessHandle> orphans = new ArrayList<>();
    private Process process;

    private ServerProcess(Map<String, String> extraEnvironment, List<String> jvmOptions) throws IOException {
        this.jvmOptions = jvmOptions;
        Path servers = Files.createDirectories(Path.of("target", "servers").toAbsolutePath());
        Path temporary = Files.createTempDirectory(servers, "data-");
        // A directory that is given outlives the run.
        dataDirectory = extraEnvironment.containsKey("RINGDOWN_DATA_DIR") ? Path.of(extraEnvironment.get("RINGDOWN_DATA_DIR")) : temporary;
        output = servers.resolve(temporary.getFileName().toString().replace("data-", "server-") + ".log");
        server = new ServerUnderTest(URI.create("http://127.0.0.1:" + freePort()), ServerUnderTest.DEFAULT_ADMIN_ID,
                extraEnvironment.getOrDefault("RINGDOWN_ADMIN_CLIENT_SECRET", random(24)),
                extraEnvironment.getOrDefault("RINGDOWN_MANAGER_EMAIL", "manager@ringdown.test"),
                extraEnvironment.getOrDefault("RINGDOWN_MANAGER_PASSWORD", random(12)));
        environment.put("MICRONAUT_SERVER_PORT", String.valueOf(server.url().getPort()));
        environment.put("RINGDOWN_DATA_DIR", dataDirectory.toString());
        environment.put("RINGDOWN_CALLBACKS_ALLOW", "127.0.0.1/32");
        environment.put("RINGDOWN_ADMIN_CLIENT_SECRET", server.adminSecret());
        environment.put("RINGDOWN_MANAGER_EMAIL", server.managerEmail());
        environment.put("RINGDOWN_MANAGER_PASSWORD", server.managerPassword());
        // A node beside another one is told its database.
        database = extraEnvironment.containsKey("DATASOURCES_DEFAULT_URL") ? null : OutsideDatabase.create(System.getenv()).orElse(null);
        if (database != null) {
            environment.putAll(database.environment());
            environment.put("RINGDOWN_SECRET_KEY", Base64.getEncoder().encodeToString(randomBytes(32)));
        }
        environment.putAll(extraEnvironment);
    }

    /** Starts a fresh server and waits until it is healthy. */
    public static ServerProcess start() {
        return start(Map.of());
    }

    /** Starts a fresh server for many tests, in the JVM as it is by itself. */
    static ServerProcess startForMany() {
        return start(Map.of(), List.of());
    }

    /** Starts a fresh server with further environment variables, which go before those that it would have got. */
    public static ServerProcess start(Map<String, String> extraEnvironment) {
        return start(extraEnvironment, SHORT_LIVED);
    }

    private static ServerProcess start(Map<String, String> extraEnvironment, List<String> jvmOptions) {
        try {
            var started = new ServerProcess(extraEnvironment, jvmOptions);
            try {
                started.launch();
            } catch (RuntimeException | Error e) {
                started.close();
                throw e;
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a second node on the database of one that runs, which must outlive it. */
    public static ServerProcess startBeside(ServerProcess first) {
        Map<String, String> shared = new HashMap<>();
        for (String name : List.of("RINGDOWN_ADMIN_CLIENT_SECRET", "RINGDOWN_MANAGER_EMAIL", "RINGDOWN_MANAGER_PASSWORD")) {
            shared.put(name, first.environment.get(name));
        }
        shared.putAll(ServerDatabase.of(first.server()).environment());
        String key = first.environment.get("RINGDOWN_SECRET_KEY");
        try {
            shared.put("RINGDOWN_SECRET_KEY", key == null ? Files.readString(first.dataDirectory.resolve("secret.key")).strip() : key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(shared);
    }

    /** Where it listens, and its credentials. */
    public ServerUnderTest server() {
        return server;
    }

    /** Everything that the server has printed so far, over all its starts. */
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    /** The process as the system knows it; another one after {@link #restart}. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Asks the server to end (SIGTERM) and waits for it. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends the server without a warning (SIGKILL). What it started itself is left alone. */
    public void kill() {
        process.descendants().forEach(orphans::add);
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops the server in its tracks (SIGSTOP): connections stay open, nothing answers. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused server go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Starts the server anew on the same port and data, after {@link #stop} or {@link #kill}, and waits until it is healthy. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("The server still runs");
        }
        launch();
    }

    /** Ends the server and whatever it started, and drops its outside database. The data directory and the output stay for a look. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.descendants().forEach(orphans::add);
            signal("CONT");
            process.destroy();
            try {
                awaitEnd();
            } catch (IllegalStateException stuck) {
                process.destroyForcibly();
            }
        }
        orphans.forEach(ProcessHandle::destroyForcibly);
        if (database != null) {
            database.close();
        }
    }

    private void launch() {
        if (Files.notExists(JAR)) {
            throw new IllegalStateException(JAR + " is missing: package the server first (mvn package -pl server)");
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGDOWN_") || name.startsWith("DATASOURCES_"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> !process.isAlive() || isHealthy());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("The server was not healthy within " + START + ". It printed:\n" + output(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The server ended at its start with " + process.exitValue() + ". It printed:\n" + output());
        }
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(server.at("/health")).timeout(Duration.ofSeconds(5)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server did not end within " + STOP + ". It printed:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " failed with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String random(int bytes) {
        return UUID.randomUUID() + Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(bytes));
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
