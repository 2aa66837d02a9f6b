package dev.ringdown.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Many who send large bodies at once fill the memory no further than {@link LargeBodies} lets them. */
@MicronautTest(environments = "database")
class LargeBodiesTest {

    private static final int LARGE = 14_000_000;
    /** Little more than what is not counted: it finds the room that is left almost to the byte. */
    private static final int LEAST = 300_000;
    private static final int PIECE = 1_000_000;
    /** More than any memory that tests are given would hold. */
    private static final int ENOUGH = 2_000;
    private static final int LARGEST_REQUEST = 16 * 1024 * 1024;
    private static final String INVALID = "HTTP/1.1 400 Bad Request";
    private static final List<Logger> WEB_LOGS = Stream.of("dev.ringdown.web", "io.micronaut.http", "io.netty")
            .map(name -> (Logger) LoggerFactory.getLogger(name)).toList();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    EmbeddedServer server;

    private final List<Caller> callers = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void readLog() {
        log.start();
        WEB_LOGS.forEach(logger -> logger.addAppender(log));
    }

    @AfterEach
    void leave() throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
        WEB_LOGS.forEach(logger -> logger.detachAppender(log));
        assertEquals(List.of(), log.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN)).toList());
    }

    @Test
    void whatIsTooMuchAtOnceIsRefusedAndTakenOnceThereIsRoom() throws IOException {
        List<Caller> holding = fill();
        assertTrue(holding.size() > 2, "a few at once are taken");
        Caller refused = call();
        refused.announce(LARGE);
        refused.assertRefused();

        // Small ones go on.
        Caller small = call();
        small.announce(2);
        small.goOn();
        small.send("{}");
        assertEquals(INVALID, small.answer().status);

        assertAllIsFreeAfter(holding);
    }

    @Test
    void whatDoesNotSayHowLongItIsCountsNothingWhileItIsSmall() throws IOException {
        List<Caller> holding = fill();
        List<Caller> small = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Caller caller = call();
            caller.begin("");
            caller.goOn();
            caller.sendPiece("{\"AgentName\":\"");
            small.add(caller);
        }
        small.get(0).sendPiece("x".repeat(200_000));
        for (Caller caller : small) {
            caller.sendPiece("\"}");
            caller.sendEnd();
        }
        for (Caller caller : small) {
            assertEquals(INVALID, caller.answer().status);
        }
        assertAllIsFreeAfter(holding);
    }

    @Test
    void whatDoesNotSayHowLongItIsCountsAsItArrives() throws IOException {
        List<Caller> holding = fill();
        int all = holding.size();
        makeRoom(holding);
        makeRoom(holding);

        List<Caller> arriving = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Caller caller = call();
            caller.begin("");
            caller.goOn();
            arriving.add(caller);
        }
        for (int sent = 0; sent < LARGE; sent += PIECE) {
            for (Caller caller : arriving) {
                caller.sendPiece(" ".repeat(PIECE));
            }
        }
        for (Caller caller : arriving) {
            caller.sendPiece("{}");
        }
        Awaitility.await("room for two alone").atMost(SOON).until(() -> answered(arriving) == 3);
        for (Caller caller : arriving) {
            boolean refused = caller.isAnswered();
            caller.sendEnd();
            if (refused) {
                caller.assertRefused();
            } else {
                assertEquals(INVALID, caller.answer().status);
            }
        }

        // What was refused in its middle was passed over: the next request is its own.
        for (Caller caller : arriving) {
            caller.begin("");
            caller.goOn();
            caller.sendPiece("{}");
            caller.sendEnd();
            assertEquals(INVALID, caller.answer().status);
        }
        assertAllIsFree(all, holding);
    }

    @Test
    void whatIsCompressedCountsAsItWillBeHeld() throws IOException {
        byte[] text = new byte[LARGE];
        Random random = new Random(7);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + random.nextInt(16));
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text);
        }
        List<Caller> holding = fill();
        Caller refused = call();
        refused.begin("Content-Encoding: gzip\r\n");
        refused.goOn();
        refused.sendPieces(compressed.toByteArray());
        refused.assertRefused();
        refused.sendEnd();
        assertAllIsFreeAfter(holding);
    }

    @Test
    void whoGoesAwayInTheMiddleGivesBackWhatHasArrived() throws IOException {
        List<Caller> holding = fill();
        int all = holding.size();
        makeRoom(holding);

        Caller leaving = call();
        leaving.begin("");
        leaving.goOn();
        leaving.sendPieces(new byte[LARGE - LEAST]);
        Awaitility.await().atMost(SOON).until(() -> !isRoomFor(2 * LEAST));
        leaving.close();
        Awaitility.await().atMost(SOON).until(() -> isRoomFor(LARGE));
        assertAllIsFree(all, holding);
    }

    @Test
    void requestsOfOneConnectionAreCountedEachForItself() throws IOException {
        List<Caller> holding = fill();
        int all = holding.size();
        makeRoom(holding);

        Caller caller = call();
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            both.write(ascii(Caller.head("Transfer-Encoding: chunked\r\n")));
            both.write(ascii(Caller.piece(" ".repeat(LARGE - PIECE))));
            both.write(ascii("0\r\n\r\n"));
        }
        both.write(ascii(Caller.head("Content-Length: 2\r\n") + "{}"));
        caller.send(both.toByteArray());
        for (int i = 0; i < 3; i++) {
            assertEquals(INVALID, caller.answer().status);
        }
        assertAllIsFree(all, holding);
    }

    @Test
    void whatIsLargerThanAnyRequestMayBeIsRefusedForGood() throws IOException {
        List<Caller> holding = fill();
        int all = holding.size();
        makeRoom(holding);
        makeRoom(holding);

        Caller caller = call();
        caller.begin("");
        caller.goOn();
        caller.sendPieces(new byte[LARGEST_REQUEST + PIECE]);
        caller.sendEnd();
        Answer answer = caller.answer();
        assertTrue(answer.status.startsWith("HTTP/1.1 413 "), answer.status);
        assertTrue(answer.body.contains("\"ErrorCode\":\"RequestTooLarge\""), answer.body);
        assertAllIsFree(all, holding);
    }

    /** As many as there is room for, and the rest of it almost to the byte: each was told to send its body, and holds room by its announcement alone. */
    private List<Caller> fill() throws IOException {
        List<Caller> holding = new ArrayList<>();
        for (int length : new int[]{LARGE, LEAST}) {
            boolean room = true;
            while (room && holding.size() < ENOUGH) {
                Caller caller = call();
                caller.announce(length);
                room = caller.isToldToGoOn();
                if (room) {
                    holding.add(caller);
                } else {
                    caller.close();
                }
            }
        }
        return holding;
    }

    /** One of the large ones is sent and answered: what it held is free by then. */
    private void makeRoom(List<Caller> holding) throws IOException {
        Caller first = holding.remove(0);
        first.send(spaces(LARGE));
        assertEquals(INVALID, first.answer().status);
    }

    private boolean isRoomFor(int length) throws IOException {
        Caller caller = call();
        caller.announce(length);
        boolean room = caller.isToldToGoOn();
        if (room) {
            caller.send(spaces(length));
            caller.answer();
        }
        caller.close();
        return room;
    }

    private void assertAllIsFreeAfter(List<Caller> holding) throws IOException {
        assertAllIsFree(holding.size(), holding);
    }

    /** Neither less nor more than there was. */
    private void assertAllIsFree(int all, List<Caller> holding) throws IOException {
        for (Caller caller : holding) {
            caller.close();
        }
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            List<Caller> again = fill();
            for (Caller caller : again) {
                caller.close();
            }
            assertEquals(all, again.size());
        });
    }

    private static long answered(List<Caller> callers) throws IOException {
        long answered = 0;
        for (Caller caller : callers) {
            answered += caller.isAnswered() ? 1 : 0;
        }
        return answered;
    }

    private Caller call() throws IOException {
        Caller caller = new Caller(new Socket("127.0.0.1", server.getPort()));
        callers.add(caller);
        return caller;
    }

    private static byte[] spaces(int length) {
        byte[] spaces = new byte[length];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record Answer(String status, String headers, String body) {

        void assertRefusal() {
            assertTrue(status.startsWith("HTTP/1.1 503 "), status);
            assertTrue(headers.contains("retry-after: 2\n"), headers);
            assertTrue(body.contains("\"ErrorCode\":\"Unavailable\""), body);
        }
    }

    /** One connection, and requests by hand on it. */
    private static final class Caller {

        private final Socket socket;
        private final InputStream in;

        private Caller(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout((int) SOON.toMillis());
            in = new BufferedInputStream(socket.getInputStream());
        }

        static String head(String framing) {
            return "POST /api/AgentLogon?Version=1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + framing + "\r\n";
        }

        static String piece(String text) {
            return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
        }

        void announce(int length) throws IOException {
            send(head("Expect: 100-continue\r\nContent-Length: " + length + "\r\n"));
        }

        void begin(String more) throws IOException {
            send(head(more + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"));
        }

        /** The server has taken the request up and waits for its body. */
        void goOn() throws IOException {
            assertTrue(isToldToGoOn(), "told to go on");
        }

        boolean isToldToGoOn() throws IOException {
            Answer answer = answer();
            if (!answer.status.equals("HTTP/1.1 100 Continue")) {
                answer.assertRefusal();
                return false;
            }
            return true;
        }

        void assertRefused() throws IOException {
            answer().assertRefusal();
        }

        boolean isAnswered() throws IOException {
            return in.available() > 0;
        }

        void sendPieces(byte[] bytes) throws IOException {
            for (int sent = 0; sent < bytes.length; sent += PIECE) {
                int length = Math.min(PIECE, bytes.length - sent);
                send(Integer.toHexString(length) + "\r\n");
                send(Arrays.copyOfRange(bytes, sent, sent + length));
                send("\r\n");
            }
        }

        void sendPiece(String text) throws IOException {
            send(piece(text));
        }

        void sendEnd() throws IOException {
            send("0\r\n\r\n");
        }

        void send(String text) throws IOException {
            send(ascii(text));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        Answer answer() throws IOException {
            String status = line();
            StringBuilder headers = new StringBuilder();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                headers.append(header.toLowerCase()).append('\n');
                if (header.toLowerCase().startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring("content-length:".length()).trim());
                }
            }
            return new Answer(status, headers.toString(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int next = in.read();
            while (next != '\n') {
                assertFalse(next < 0, "the connection ends within an answer");
                line.append((char) next);
                next = in.read();
            }
            return line.toString().strip();
        }

        /** Comes back when the server has closed it too. */
        void close() throws IOException {
            if (!socket.isClosed()) {
                socket.shutdownOutput();
                try {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (SocketException e) {
                    // It was in a hurry.
                }
                socket.close();
            }
        }
    }
}
