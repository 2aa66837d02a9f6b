package dev.ringdown.conformance.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A real receiver of callbacks on 127.0.0.1: keeps every request in the order of arrival and answers as it is told. It judges nothing
 * by itself but who is let in. By hand: {@code java -cp conformance-tests/target/test-classes
 * dev.ringdown.conformance.receiver.CallbackReceiver --port 9000 [--basic user:password]} prints what arrives. It needs the JDK alone.
 */
public final class CallbackReceiver implements AutoCloseable {

    /** Where a receiver with a {@link TokenIssuer} answers tokens. */
    private static final String TOKEN_PATH = "/token";

    private final List<ReceivedCall> calls = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object hung = new Object();
    private final Consumer<ReceivedCall> listener;
    private final int port;
    private HttpServer server;
    private volatile Answering answering = Answering.ACCEPTING;
    private volatile Guard guard = Guard.NONE;
    private volatile TokenIssuer tokens;

    private CallbackReceiver(int port, Consumer<ReceivedCall> listener) {
        this.listener = listener;
        this.server = listen(port);
        this.port = server.getAddress().getPort();
    }

    /** A receiver on a free port. */
    public static CallbackReceiver start() {
        return new CallbackReceiver(0, call -> { });
    }

    /** Runs by hand until it is interrupted. */
    public static void main(String[] arguments) {
        int port = 9000;
        Guard guard = Guard.NONE;
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--basic" -> guard = Guard.basic(value.replaceFirst(":.*", ""), value.replaceFirst("[^:]*:", ""));
                default -> {
                    System.err.println("Usage: CallbackReceiver [--port 9000] [--basic user:password]");
                    System.exit(2);
                }
            }
        }
        var receiver = new CallbackReceiver(port, call -> System.out.printf("%s %s %s -> %d%n%s%n%n", call.arrived(), call.method(),
                call.path(), call.status(), call.text()));
        receiver.guardedBy(guard);
        System.out.println("Waiting for callbacks at " + receiver.at("/"));
    }

    /** An address of this receiver, such as for {@code /customer}. */
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Where tokens are to be asked for. */
    public URI tokenRequestUrl() {
        return at(TOKEN_PATH);
    }

    /** From now on answers so; calls that hang are let go. */
    public CallbackReceiver answering(Answering newAnswering) {
        answering = newAnswering;
        synchronized (hung) {
            hung.notifyAll();
        }
        return this;
    }

    /** From now on answers every call with this status; headers as name, value, name, value. */
    public CallbackReceiver answering(int status, String... headers) {
        return answering(new Answering.WithStatus(status, headers));
    }

    /** From now on answers 401 to whom the guard does not let in. */
    public CallbackReceiver guardedBy(Guard newGuard) {
        guard = newGuard;
        return this;
    }

    /** From now on lets in by tokens of this issuer, and issues them at {@link #tokenRequestUrl}. */
    public CallbackReceiver guardedBy(TokenIssuer issuer) {
        tokens = issuer;
        return guardedBy(Guard.bearer(issuer));
    }

    /** The calls so far, those to the token endpoint left out, in the order of arrival. */
    public List<ReceivedCall> calls() {
        return calls.stream().filter(call -> !call.path().equals(TOKEN_PATH)).toList();
    }

    /** The requests for tokens so far. */
    public List<ReceivedCall> tokenRequests() {
        return calls.stream().filter(call -> call.path().equals(TOKEN_PATH)).toList();
    }

    /** Stops listening: connections are refused until {@link #up}. */
    public void down() {
        answering(answering);
        server.stop(0);
    }

    /** Listens again on the same port, after {@link #down}. */
    public void up() {
        server = listen(port);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            listening.setExecutor(threads);
            listening.createContext("/", this::receive);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        TokenIssuer issuer = tokens;
        if (issuer != null && exchange.getRequestURI().getPath().equals(TOKEN_PATH)) {
            keep(exchange, body, 200);
            byte[] json = issuer.issue().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        } else if (!guard.lets(exchange.getRequestHeaders().getFirst("Authorization"))) {
            keep(exchange, body, 401);
            exchange.sendResponseHeaders(401, -1);
        } else {
            answer(exchange, body, answering);
        }
        exchange.close();
    }

    private void answer(HttpExchange exchange, byte[] body, Answering how) throws IOException {
        if (how instanceof Answering.Choosing choosing) {
            answer(exchange, body, choosing.choice().apply(call(exchange, body, 0, 0)));
        } else if (how instanceof Answering.Slow slow) {
            LockSupport.parkNanos(slow.delay().toNanos());
            answer(exchange, body, slow.then());
        } else if (how instanceof Answering.WithStatus with) {
            keep(exchange, body, with.status());
            for (int i = 0; i + 1 < with.headers().length; i += 2) {
                exchange.getResponseHeaders().set(with.headers()[i], with.headers()[i + 1]);
            }
            exchange.sendResponseHeaders(with.status(), -1);
        } else if (how instanceof Answering.Cut) {
            keep(exchange, body, 0);
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("only this".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } else {
            keep(exchange, body, 0);
            if (how instanceof Answering.Hanging) {
                hangWhile(how);
            }
            // Closed without an answer, the connection goes down with the exchange.
        }
    }

    private void hangWhile(Answering how) {
        synchronized (hung) {
            try {
                while (answering == how) {
                    hung.wait();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void keep(HttpExchange exchange, byte[] body, int status) {
        ReceivedCall call;
        synchronized (calls) {
            call = call(exchange, body, calls.size() + 1, status);
            calls.add(call);
        }
        listener.accept(call);
    }

    private static ReceivedCall call(HttpExchange exchange, byte[] body, int number, int status) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new ReceivedCall(number, Instant.now(), exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body, status);
    }
}
