package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringdown.security.OutboundCallException.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GuardedHttpClientTest {

    private static final InetAddress LOOPBACK = IpLiteral.ipv4("127.0.0.1").orElseThrow();
    private static final Duration SHORT = Duration.ofMillis(700);

    private final Names names = new Names().with("receiver.test", "127.0.0.1");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private GuardedHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1000);
        server.setExecutor(threads);
        server.start();
        client = new GuardedHttpClient(Names.guard(names, "127.0.0.0/8"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aCallCarriesMethodTargetHeadersAndBody() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        server.createContext("/", exchange -> {
            seen.complete(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n"
                    + "Host: " + exchange.getRequestHeaders().get("Host") + "\n"
                    + "Content-Type: " + exchange.getRequestHeaders().get("Content-Type") + "\n"
                    + "Authorization: " + exchange.getRequestHeaders().get("Authorization") + "\n"
                    + "X-Given: " + exchange.getRequestHeaders().get("X-Given") + "\n"
                    + "Accept-Encoding: " + exchange.getRequestHeaders().get("Accept-Encoding") + "\n"
                    + "Upgrade: " + exchange.getRequestHeaders().get("Upgrade") + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Retry-After", "17");
            answer(exchange, 429, "später");
        });
        OutboundAnswer answer = client.send(OutboundRequest
                .to("POST", URI.create("http://Receiver.Test:" + port() + "/a%20b/ü?c=d%26e#f"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer t")
                .givenHeader("X-Given", "1")
                .givenHeader("X-Given", "2")
                .givenHeader("content-type", "text/plain")
                .body("{\"é\":1}".getBytes(StandardCharsets.UTF_8)).build()).toCompletableFuture().get();
        assertEquals("POST /a%20b/%C3%BC?c=d%26e\nHost: [receiver.test:" + port() + "]\n"
                + "Content-Type: [application/json]\nAuthorization: [Bearer t]\nX-Given: [1, 2]\n"
                + "Accept-Encoding: null\nUpgrade: null\n{\"é\":1}", seen.get());
        assertEquals(429, answer.status());
        assertFalse(answer.isSuccess());
        assertEquals("17", answer.header("retry-AFTER").orElseThrow());
        assertEquals("später", answer.text());
        assertFalse(answer.isTruncated());
    }

    @Test
    void anAnswerWithoutBodyIsAnAnswer() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 204, ""));
        OutboundAnswer answer = get("/");
        assertEquals(204, answer.status());
        assertArrayEquals(new byte[0], answer.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) throws Exception {
        AtomicInteger followed = new AtomicInteger();
        server.createContext("/target", exchange -> {
            followed.incrementAndGet();
            answer(exchange, 200, "");
        });
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port() + "/target");
            answer(exchange, status, "");
        });
        assertEquals(status, get("/").status());
        assertEquals(0, followed.get());
    }

    @Test
    void cookiesAndChallengesAreLeftToTheCaller() throws Exception {
        List<String> cookies = new ArrayList<>();
        server.createContext("/", exchange -> {
            cookies.add(String.valueOf(exchange.getRequestHeaders().get("Cookie")));
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            answer(exchange, 401, "");
        });
        assertEquals(401, get("/").status());
        assertEquals(401, get("/").status());
        assertEquals(List.of("null", "null"), cookies);
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress());
            answer(exchange, 200, "ok");
        });
        for (int i = 0; i < 5; i++) {
            get("/");
        }
        assertEquals(1, connections.size());
    }

    @Test
    void theSystemsProxyIsNotUsed() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, "direct"));
        try (Receiver proxy = Receiver.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy")) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            try (GuardedHttpClient another = new GuardedHttpClient(Names.guard(names, "127.0.0.0/8"))) {
                assertEquals("direct", send(another, "http://receiver.test:" + port() + "/").get().text());
            }
            assertEquals(0, proxy.connections.get());
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
            System.clearProperty("http.nonProxyHosts");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "127.1",
        "2130706433", "0x7f.1", "[64:ff9b::7f00:1]", "inside.test", "INSIDE.test."})
    void aClosedAddressIsNeverConnectedTo(String host) throws Exception {
        names.with("localhost", "127.0.0.1", "::1").with("inside.test", "127.0.0.1");
        try (Receiver receiver = Receiver.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                GuardedHttpClient strict = new GuardedHttpClient(Names.guard(names))) {
            assertFails(Failure.ADDRESS_REFUSED, send(strict, "http://" + host + ":" + receiver.port() + "/"));
            assertEquals(0, receiver.connections.get());
        }
    }

    @Test
    void aNameThatMovesInsideAfterItWasSavedIsNotFollowed() throws Exception {
        Names rebinding = new Names().with("rebind.test", "93.184.216.34").with("rebind.test", "127.0.0.1");
        AddressGuard guard = Names.guard(rebinding);
        try (Receiver receiver = Receiver.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                GuardedHttpClient strict = new GuardedHttpClient(guard)) {
            String url = "http://rebind.test:" + receiver.port() + "/";
            guard.check(URI.create(url));
            assertFails(Failure.ADDRESS_REFUSED, send(strict, url));
            assertEquals(0, receiver.connections.get());
        }
    }

    @Test
    void theAddressThatWasJudgedIsDialledWithoutAnotherLookup() throws Exception {
        // The second answer would be taken by a second look-up within one call.
        Names moving = new Names().with("moving.test", "127.0.0.1").with("moving.test", "127.0.0.2");
        server.createContext("/", exchange -> answer(exchange, 200, "first"));
        try (GuardedHttpClient once = new GuardedHttpClient(Names.guard(moving, "127.0.0.1"))) {
            assertEquals("first", send(once, "http://moving.test:" + port() + "/").get().text());
            assertFails(Failure.ADDRESS_REFUSED, send(once, "http://moving.test:" + port() + "/"));
        }
    }

    @Test
    void theNextOpenAddressIsTriedWhenOneCannotBeReached() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, "reached"));
        names.with("several.test", "10.0.0.1", "127.0.0.9", "127.0.0.1");
        assertEquals("reached", send(client, "http://several.test:" + port() + "/").get().text());
    }

    @Test
    void aNameWithoutAddressIsUnresolved() throws Exception {
        assertFails(Failure.UNRESOLVED, send(client, "http://nobody.test/"));
    }

    @Test
    void aClosedPortIsNoConnection() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }
        assertFails(Failure.CONNECT, send(client, "http://127.0.0.1:" + closed + "/"));
    }

    @Test
    void aNameServerThatHangsCountsAgainstTheTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        HostResolver hanging = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        try (GuardedHttpClient impatient = impatient(Names.guard(hanging))) {
            assertTakesTooLong(Failure.UNRESOLVED, impatient, "http://slow.test/");
        }
        never.countDown();
    }

    @Test
    void silenceRunsOutOfTime() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((connection, out) -> {
                    waitForHangUp(connection);
                    hungUp.countDown();
                });
                GuardedHttpClient impatient = impatient(Names.guard(names, "127.0.0.1"))) {
            assertTakesTooLong(Failure.TIMEOUT, impatient, "http://127.0.0.1:" + receiver.port() + "/");
            assertTrue(hungUp.await(5, TimeUnit.SECONDS), "the connection must be closed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 200 OK\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102",
    })
    void dripsRunOutOfTimeAsAWhole(String answer) throws Exception {
        CompletableFuture<Receiver> self = new CompletableFuture<>();
        try (Receiver receiver = new Receiver((connection, out) -> {
                    for (byte drop : answer.getBytes(StandardCharsets.ISO_8859_1)) {
                        out.write(drop);
                        out.flush();
                        self.join().pace(50);
                    }
                });
                GuardedHttpClient impatient = impatient(Names.guard(names, "127.0.0.1"))) {
            self.complete(receiver);
            assertTakesTooLong(Failure.TIMEOUT, impatient, "http://127.0.0.1:" + receiver.port() + "/");
        }
    }

    @Test
    void fiveSecondsIsTheLimitOfTheProduct() throws Exception {
        try (Receiver receiver = new Receiver((connection, out) -> connection.getInputStream().read())) {
            Instant start = Instant.now();
            assertFails(Failure.TIMEOUT, send(client, "http://127.0.0.1:" + receiver.port() + "/"));
            Duration taken = Duration.between(start, Instant.now());
            assertTrue(taken.toMillis() >= 4_900 && taken.toMillis() < 8_000, taken.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n",
    })
    void aBodyIsReadUpTo64KiBAndTheRestDropped(String head) throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((connection, out) -> {
                    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                    byte[] block = "a".repeat(8192).getBytes(StandardCharsets.ISO_8859_1);
                    try {
                        while (true) {
                            out.write(block);
                        }
                    } catch (IOException e) {
                        hungUp.countDown();
                    }
                })) {
            OutboundAnswer answer = send(client, "http://127.0.0.1:" + receiver.port() + "/").get();
            assertEquals(200, answer.status());
            assertEquals("a".repeat(65536), answer.text());
            assertTrue(answer.isTruncated());
            assertTrue(hungUp.await(5, TimeUnit.SECONDS), "the connection must be closed");
        }
    }

    @Test
    void exactly64KiBIsNotTruncated() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, "b".repeat(65536)));
        OutboundAnswer answer = get("/");
        assertEquals(65536, answer.body().length);
        assertFalse(answer.isTruncated());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    })
    void anAnswerThatBreaksOffIsClosed(String text) throws Exception {
        try (Receiver receiver = Receiver.answering(text)) {
            assertFails(Failure.CLOSED, send(client, "http://127.0.0.1:" + receiver.port() + "/"));
            assertEquals(1, receiver.connections.get(), "a request is never sent twice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/7.0 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    })
    void whatIsNotHttpIsNamedSo(String text) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((connection, out) -> {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            done.await();
        })) {
            assertFails(Failure.PROTOCOL, send(client, "http://127.0.0.1:" + receiver.port() + "/"));
            done.countDown();
        }
    }

    @Test
    void aHeadThatBreaksOffIsNotHttp() throws Exception {
        try (Receiver receiver = Receiver.answering("HTTP/1.1 200 OK\r\nContent-Le")) {
            assertFails(Failure.PROTOCOL, send(client, "http://127.0.0.1:" + receiver.port() + "/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Endless: ", "X-Many: a\r\n"})
    void anEndlessHeadIsCutOff(String header) throws Exception {
        try (Receiver receiver = new Receiver((connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            String part = header.endsWith("\n") ? header : "a".repeat(1000);
            out.write(header.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(part.getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            assertFails(Failure.PROTOCOL, send(client, "http://127.0.0.1:" + receiver.port() + "/"));
        }
    }

    @Test
    void hundredsOfCallsAreUnderWayAtOnceWithoutAThreadEach() throws Exception {
        int calls = 240;
        CountDownLatch allHere = new CountDownLatch(calls);
        try (Receiver receiver = new Receiver((connection, out) -> {
            allHere.countDown();
            allHere.await();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1));
        })) {
            // Four addresses, since each takes 64 connections.
            Names four = new Names().with("r0.test", "127.0.0.1").with("r1.test", "127.0.0.1")
                    .with("r2.test", "127.0.0.1").with("r3.test", "127.0.0.1");
            try (GuardedHttpClient busy = new GuardedHttpClient(Names.guard(four, "127.0.0.1"))) {
                List<CompletableFuture<OutboundAnswer>> all = IntStream.range(0, calls)
                        .mapToObj(i -> send(busy, "http://r" + i % 4 + ".test:" + receiver.port() + "/")).toList();
                for (CompletableFuture<OutboundAnswer> each : all) {
                    assertEquals("ok", each.get().text());
                }
                long ours = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("outbound")).count();
                assertTrue(ours < 20, ours + " threads");
            }
        }
    }

    @Test
    void oneAddressTakes64ConnectionsAndMoreCallsWaitForOne() throws Exception {
        CountDownLatch full = new CountDownLatch(64);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger arrived = new AtomicInteger();
        server.createContext("/slow", exchange -> {
            arrived.incrementAndGet();
            full.countDown();
            await(release);
            answer(exchange, 200, "done");
        });
        server.createContext("/", exchange -> answer(exchange, 200, "other"));
        List<CompletableFuture<OutboundAnswer>> all = IntStream.range(0, 80)
                .mapToObj(i -> send(client, "http://receiver.test:" + port() + "/slow")).toList();
        assertTrue(full.await(5, TimeUnit.SECONDS));
        // By the time that later calls through the same threads are answered, a 65th would have arrived.
        for (int i = 0; i < 20; i++) {
            assertEquals("other", send(client, "http://127.0.0.1:" + port() + "/").get().text());
        }
        assertEquals(64, arrived.get());
        release.countDown();
        for (CompletableFuture<OutboundAnswer> each : all) {
            assertEquals("done", each.get().text());
        }
    }

    @Test
    void anIpv6AddressIsCalledByItsBrackets() throws Exception {
        try (Receiver receiver = new Receiver(InetAddress.getByName("::1"), ServerSocketFactory.getDefault(),
                (connection, out) -> out.write("HTTP/1.1 204 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                GuardedHttpClient open = new GuardedHttpClient(Names.guard(names, "::1"))) {
            assertEquals(204, send(open, "http://[::1]:" + receiver.port() + "/a").get().status());
            assertTrue(receiver.heads.get(0).contains("Host: [::1]:" + receiver.port()), receiver.heads.toString());
        }
    }

    @Test
    void aClosedClientFailsCallsInsteadOfHanging() {
        client.close();
        assertFails(Failure.CLOSED, send(client, "http://receiver.test:" + port() + "/"));
    }

    @Test
    void aHandshakeThatDripsEndsInTime() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (ServerSocket dripping = new ServerSocket(0, 10, LOOPBACK);
                GuardedHttpClient impatient = impatient(Names.guard(names, "127.0.0.1"))) {
            threads.execute(() -> {
                try (Socket connection = dripping.accept()) {
                    // The head of a long handshake record, then its content byte by byte.
                    connection.getOutputStream().write(new byte[] {22, 3, 3, 0x3f, (byte) 0xff});
                    for (int i = 0; i < 100; i++) {
                        connection.getOutputStream().write(2);
                        try {
                            over.get(50, TimeUnit.MILLISECONDS);
                        } catch (TimeoutException | ExecutionException e) {
                            continue;
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                } catch (IOException e) {
                    hungUp.countDown();
                }
            });
            assertTakesTooLong(Failure.CONNECT, impatient, "https://receiver.test:" + dripping.getLocalPort() + "/");
            assertTrue(hungUp.await(3, TimeUnit.SECONDS), "the connection must be closed");
        }
    }

    @RepeatedTest(30)
    void cancellingHangsUp() throws Exception {
        CountDownLatch here = new CountDownLatch(1);
        CountDownLatch hungUp = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((connection, out) -> {
            here.countDown();
            waitForHangUp(connection);
            hungUp.countDown();
        })) {
            CompletableFuture<OutboundAnswer> call = send(client, "http://127.0.0.1:" + receiver.port() + "/");
            assertTrue(here.await(5, TimeUnit.SECONDS));
            call.cancel(true);
            assertTrue(hungUp.await(3, TimeUnit.SECONDS));
        }
    }

    @Test
    void certificatesAndTheirNamesAreChecked() throws Exception {
        Certificates certificates = Certificates.forHost("receiver.test");
        names.with("other.test", "127.0.0.1");
        AddressGuard guard = Names.guard(names, "127.0.0.1");
        try (Receiver receiver = new Receiver(LOOPBACK, certificates.server().getServerSocketFactory(), (connection, out) ->
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure".getBytes(StandardCharsets.UTF_8)));
                Receiver silent = new Receiver((connection, out) -> waitForHangUp(connection));
                GuardedHttpClient trusting = trusting(guard, certificates.client())) {
            assertEquals("secure", send(trusting, "https://receiver.test:" + receiver.port() + "/").get().text());
            assertFails(Failure.TLS, send(trusting, "https://other.test:" + receiver.port() + "/"));
            assertFails(Failure.TLS, send(trusting, "https://127.0.0.1:" + receiver.port() + "/"));
            assertFails(Failure.TLS, send(client, "https://receiver.test:" + receiver.port() + "/"));
            try (GuardedHttpClient impatient = impatient(guard)) {
                assertTakesTooLong(Failure.CONNECT, impatient, "https://receiver.test:" + silent.port() + "/");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "CONNECTION", "Authorization",
        "Proxy-Authorization", "webhook-id", "Webhook-Anything", "Upgrade", "Expect", "TE", "", "a b", "a:b", "ä"})
    void aUserCannotSetTheServersHeaders(String name) {
        OutboundRequest.Builder request = OutboundRequest.to("POST", URI.create("http://receiver.test/"));
        assertThrows(IllegalArgumentException.class, () -> request.givenHeader(name, "x"));
        assertTrue(HttpHeaderRules.objection(name, "x").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nHost: b", "a\nb", "a\rb", "a\u0000b", "ä", "\u2028", "嘊嘍Host: b"})
    void aHeaderValueStaysOnItsLine(String value) {
        OutboundRequest.Builder request = OutboundRequest.to("POST", URI.create("http://receiver.test/"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> request.givenHeader("X-A", value));
        assertFalse(refused.getMessage().contains(value), "a header value may be a secret");
        assertThrows(IllegalArgumentException.class, () -> request.header("X-A", value));
    }

    private OutboundAnswer get(String path) throws Exception {
        return send(client, "http://receiver.test:" + port() + path).get();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static CompletableFuture<OutboundAnswer> send(GuardedHttpClient client, String url) {
        return client.send(OutboundRequest.to("GET", URI.create(url)).build()).toCompletableFuture();
    }

    private static GuardedHttpClient impatient(AddressGuard guard) {
        return new GuardedHttpClient(guard, SSLContexts.createDefault(), SHORT);
    }

    private static GuardedHttpClient trusting(AddressGuard guard, SSLContext tls) {
        return new GuardedHttpClient(guard, tls, Duration.ofSeconds(5));
    }

    private static void assertTakesTooLong(Failure failure, GuardedHttpClient client, String url) {
        Instant start = Instant.now();
        assertFails(failure, send(client, url));
        Duration taken = Duration.between(start, Instant.now());
        assertTrue(taken.compareTo(SHORT) >= 0 && taken.compareTo(SHORT.plusSeconds(4)) < 0, taken.toString());
    }

    private static void assertFails(Failure failure, CompletableFuture<OutboundAnswer> call) {
        assertEquals(failure, failure(call));
    }

    private static Failure failure(CompletableFuture<OutboundAnswer> call) {
        ExecutionException failed = assertThrows(ExecutionException.class, call::get);
        return ((OutboundCallException) failed.getCause()).failure();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitForHangUp(Socket connection) {
        try {
            connection.getInputStream().read();
        } catch (IOException e) {
            // Reset: hung up at once.
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
