package dev.ringdown.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A receiver on the loopback address that answers byte by byte what a test wants, however wrong. */
final class Receiver implements AutoCloseable {

    /** What to do on a connection once a request's head has come. */
    interface Behaviour {
        void answer(Socket connection, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger connections = new AtomicInteger();
    final List<List<String>> heads = Collections.synchronizedList(new ArrayList<>());

    Receiver(Behaviour behaviour) throws IOException {
        this(InetAddress.getByName("127.0.0.1"), ServerSocketFactory.getDefault(), behaviour);
    }

    Receiver(InetAddress address, ServerSocketFactory sockets, Behaviour behaviour) throws IOException {
        this.server = sockets.createServerSocket(0, 1000, address);
        this.behaviour = behaviour;
        start(this::accept);
    }

    static Receiver answering(String text) throws IOException {
        return new Receiver((connection, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits out the pace of a slow answer, or less when the test is over. */
    void pace(int milliseconds) throws InterruptedException {
        closed.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.incrementAndGet();
                open.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> head = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.add(line);
            }
            heads.add(head);
            behaviour.answer(connection, connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the test is over.
        } finally {
            open.remove(connection);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
