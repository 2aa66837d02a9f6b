package dev.ringdown.desk.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The HTTP server of connectors and bots: takes what the hub posts to their callbacks. */
final class Callbacks implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Callbacks() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * Opens a callback.
     *
     * @param receiver gets each message, before the hub is answered
     * @return its address
     */
    String open(String path, Consumer<JsonNode> receiver) {
        server.createContext(path, exchange -> {
            int status = 204;
            try {
                JSON.readTree(exchange.getRequestBody()).at("/messages/message").forEach(receiver);
            } catch (RuntimeException | AssertionError e) {
                // The hub sends it again and again: the test that waits for it fails.
                status = 500;
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
