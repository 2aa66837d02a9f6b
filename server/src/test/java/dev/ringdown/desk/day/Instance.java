package dev.ringdown.desk.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.MovableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A server as it runs in production, with its scheduled work, but for its clock: that shows the next Monday, and moves on when a test says so. It is
 * spoken to over HTTP alone.
 */
public final class Instance implements AutoCloseable {

    private static final String MANAGER = "mpho@karoo.test";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String HUB = "/conversation/conversationmgr/v3";
    /** Sessions end when they were idle for 30 minutes. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(25);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Callbacks callbacks = new Callbacks();
    private final List<Seat> seats = new CopyOnWriteArrayList<>();
    private final ZoneId zone;
    private final LocalDate day;
    private final EmbeddedServer server;
    private final Clock clock;

    /** @param zone the wall clock that the day goes by */
    public Instance(ZoneId zone, String time) {
        this.zone = zone;
        day = LocalDate.now(zone).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        MovableClock.move(Duration.between(Instant.now(), at(time)));
        server = ApplicationContext.run(EmbeddedServer.class, Map.of("ringdown.data-dir", dataDirectory(), "ringdown.database.buffer-pool-size", "64M",
                "micronaut.server.port", -1, "ringdown.callbacks.allow", "127.0.0.1/32", "ringdown.admin.client-secret", PASSWORD,
                "ringdown.manager.email", MANAGER, "ringdown.manager.password", PASSWORD, "ringdown.test.movable-clock", "true"));
        clock = server.getApplicationContext().getBean(Clock.class);
    }

    @Override
    public void close() {
        server.stop();
        callbacks.close();
        MovableClock.reset();
    }

    /** Moves the clock on to a time of the day; who is logged on stays so. */
    public void clockShows(String time) {
        Duration left = Duration.between(clock.instant(), at(time));
        while (left.compareTo(Duration.ZERO) > 0) {
            MovableClock.move(left.compareTo(LONGEST_STEP) < 0 ? left : LONGEST_STEP);
            seats.forEach(Seat::keepsAlive);
            left = Duration.between(clock.instant(), at(time));
        }
    }

    private Instant at(String time) {
        return day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    /** The first Manager, logged on. */
    public Seat manager() {
        return Seat.logOn(this, MANAGER, PASSWORD);
    }

    /** An account for customers, with its connector. */
    public Line line(Line.Plan plan) {
        return new Line(this, plan);
    }

    void sits(Seat seat) {
        seats.add(seat);
    }

    void leaves(Seat seat) {
        seats.remove(seat);
    }

    Callbacks callbacks() {
        return callbacks;
    }

    /** An answer of the server. */
    record Answer(int status, byte[] body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** @throws AssertionError for any other status */
        Answer expecting(int expected) {
            if (status != expected) {
                throw new AssertionError(expected + " was expected, not " + status + ": " + text());
            }
            return this;
        }
    }

    /** Calls the hub as one of its client applications; to continue, its answer must have the status. */
    JsonNode hub(Credentials caller, String method, String path, Object body, int expected) {
        byte[] json = body == null ? null : write(body);
        Answer answer = send(URI.create(url(HUB + path)), method, "application/json", token(caller), json).expecting(expected);
        return answer.body.length == 0 ? JSON.nullNode() : answer.json();
    }

    JsonNode administration(String path, Object body) {
        return hub(new Credentials("administrator", PASSWORD), body == null ? "GET" : "POST", path, body, body == null ? 200 : 201);
    }

    record Credentials(String clientId, String secret) {
    }

    private String token(Credentials caller) {
        String form = "grant_type=client_credentials&client_id=" + encode(caller.clientId) + "&client_secret=" + encode(caller.secret);
        return send(URI.create(url("/oauth2/token")), "POST", "application/x-www-form-urlencoded", null, form.getBytes(StandardCharsets.UTF_8))
                .expecting(200).json().get("access_token").asText();
    }

    /** Calls an operation of the desk. */
    Answer desk(String method, String operation, String session, Object body, Object... query) {
        StringBuilder path = new StringBuilder("/api/").append(operation).append("?Version=1");
        for (int i = 0; i < query.length; i += 2) {
            path.append('&').append(query[i]).append('=').append(encode(query[i + 1].toString()));
        }
        return send(URI.create(url(path.toString())), method, "application/json", session, body == null ? null : write(body));
    }

    /** Follows the event stream of the desk until it ends; what comes of each event is its data. */
    void follow(String session, Consumer<JsonNode> receiver) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url("/api/Events?Version=1"))).header("Authorization", "Bearer " + session)
                .header("Accept", "text/event-stream").build();
        HttpResponse<Stream<String>> response = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
        if (response.statusCode() != 200) {
            throw new AssertionError("There is no event stream: " + response.statusCode());
        }
        Thread reader = new Thread(() -> response.body().filter(line -> line.startsWith("data: "))
                .forEach(line -> receiver.accept(new Answer(200, line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8)).json())), "events");
        reader.setDaemon(true);
        reader.start();
    }

    /** Uploads to, or with no content downloads from, an address that the server has signed. */
    Answer signed(String url, String contentType, byte[] content) {
        return send(URI.create(url), content == null ? "GET" : "POST", contentType, null, content);
    }

    private Answer send(URI uri, String method, String contentType, String token, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).method(method, body == null
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String url(String path) {
        return server.getURL() + path;
    }

    private static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String dataDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "day").toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
