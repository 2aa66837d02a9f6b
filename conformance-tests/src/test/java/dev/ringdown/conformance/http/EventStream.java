package dev.ringdown.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.ServerUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the desk's event stream as the HTML standard has it: an event counts when its empty line has come. To close it is to lose the connection
 * at whatever point it is.
 */
public final class EventStream implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(10);

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new ArrayList<>();
    private int taken;
    private int comments;
    private boolean ended;

    /** An event that was read. */
    public record Event(long id, String name, JsonNode data) {

        /** Whether it is about the chat or one of its messages. */
        public boolean isOfChat(long chat) {
            return name.equals("chat") ? data.at("/Chat/ChatID").asLong() == chat : data.path("ChatID").asLong() == chat;
        }

        /** The text of the message that it is about; empty if there is none. */
        public String text() {
            return data.at("/Message/MessageText").asText();
        }
    }

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reading = new Thread(this::read, "event stream");
        reading.setDaemon(true);
        reading.start();
    }

    /** Opens a stream, which must be answered with 200. */
    public static EventStream open(ServerUnderTest server, String session, Long lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(Api.DESK.basePath() + "/Events?Version=1"))
                .header("Authorization", "Bearer " + session).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId.toString());
        }
        try {
            HttpResponse<InputStream> response = HTTP.send(request.timeout(SOON).build(), HttpResponse.BodyHandlers.ofInputStream());
            Answers.of(response);
            assertThat(response.statusCode()).as("status of the event stream").isEqualTo(200);
            return new EventStream(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpHeaders headers() {
        return response.headers();
    }

    /** The next event that has not been taken yet, which must come soon. */
    public Event next() {
        return next(event -> true);
    }

    /** The next event of a kind; what comes before it is passed over. */
    public Event next(Predicate<Event> wanted) {
        long until = System.nanoTime() + SOON.toNanos();
        synchronized (events) {
            while (true) {
                while (taken < events.size()) {
                    Event event = events.get(taken++);
                    if (wanted.test(event)) {
                        return event;
                    }
                }
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0 || ended) {
                    throw new AssertionError((ended ? "The stream has ended" : "Not soon enough") + "; there were " + events);
                }
                await(left);
            }
        }
    }

    /** All events so far. */
    public List<Event> all() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** How many comment lines have come. */
    public int comments() {
        synchronized (events) {
            return comments;
        }
    }

    public boolean hasEnded() {
        synchronized (events) {
            return ended;
        }
    }

    /** Waits until there are as many events, or the stream ends, or so much time has passed. */
    public List<Event> await(int count, Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        synchronized (events) {
            for (long left = longest.toMillis(); left > 0 && events.size() < count && !ended; left = (until - System.nanoTime()) / 1_000_000) {
                await(left);
            }
            return List.copyOf(events);
        }
    }

    private void await(long millis) {
        try {
            events.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.startsWith(":")) {
                    add(null);
                } else if (!line.isEmpty()) {
                    throw new AssertionError("Not a line of an event: " + line);
                } else if (!data.isEmpty()) {
                    add(new Event(Long.parseLong(id), name, JSON.readTree(data.toString())));
                    data.setLength(0);
                    name = "";
                }
            }
        } catch (IOException e) {
            // The connection is lost: it has ended, too.
        } finally {
            synchronized (events) {
                ended = true;
                events.notifyAll();
            }
        }
    }

    private void add(Event event) {
        synchronized (events) {
            if (event == null) {
                comments++;
            } else {
                events.add(event);
            }
            events.notifyAll();
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
