package dev.ringdown.web;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Many who send large bodies at once fill the memory no further than {@link LargeBodies} lets them. */
@MicronautTest(environments = "database")
class LargeBodiesTest {

    private static final int LARGE = 14_000_000;
    /** More than any memory that tests are given would hold. */
    private static final int ENOUGH = 2_000;

    @Inject
    EmbeddedServer server;

    private final List<Socket> waiting = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    @Test
    void whatIsTooMuchAtOnceIsRefusedAndTakenOnceThereIsRoom() throws IOException {
        String refusal = "";
        while (refusal.isEmpty() && waiting.size() < ENOUGH) {
            Socket socket = announce(LARGE);
            waiting.add(socket);
            refusal = answerIfAny(socket);
        }
        assertTrue(refusal.startsWith("HTTP/1.1 503"), refusal);
        assertTrue(refusal.toLowerCase().contains("retry-after: 2"), refusal);
        assertTrue(refusal.contains("\"ErrorCode\":\"Unavailable\""), refusal);
        assertTrue(waiting.size() > 2, "a few at once are taken");

        // Small ones go on.
        try (Socket small = announce(2)) {
            small.setSoTimeout(20_000);
            small.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 400 Bad Request", reader(small).readLine());
        }

        close();
        long deadline = System.nanoTime() + 20_000_000_000L;
        String answer = "none";
        while (System.nanoTime() < deadline && !answer.isEmpty()) {
            try (Socket again = announce(LARGE)) {
                answer = answerIfAny(again);
            }
        }
        assertEquals("", answer, "taken again: it waits for the body");
    }

    private Socket announce(int length) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.getPort());
        socket.setSoTimeout(100);
        socket.getOutputStream().write(("POST /api/AgentLogon?Version=1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Empty while the server waits for the body. */
    private static String answerIfAny(Socket socket) throws IOException {
        BufferedReader reader = reader(socket);
        StringBuilder answer = new StringBuilder();
        try {
            int next;
            while ((next = reader.read()) >= 0) {
                answer.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            // That is all that there is.
        }
        return answer.toString().lines().collect(Collectors.joining("\n"));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
