package dev.ringdown.conformance.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Receivers of callbacks on 127.0.0.1, all on one thread: each notes when a message has arrived and answers 204 at once. */
final class Receivers implements AutoCloseable {

    private static final byte[] NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 256;

    private final Selector selector = Selector.open();
    private final List<Receiver> receivers = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "receivers");
    private volatile Receipts receipts = new Receipts(0);
    private volatile IOException failure;

    Receivers(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            receivers.add(new Receiver());
        }
        thread.setDaemon(true);
        thread.start();
    }

    private final class Receiver {
        private final ServerSocketChannel listening = ServerSocketChannel.open();
        private volatile boolean hanging;

        Receiver() throws IOException {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG).configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT, this);
        }
    }

    private record Connection(Receiver receiver, SocketChannel channel, HttpReader reader) {
    }

    URI callback(int receiver) {
        return URI.create("http://127.0.0.1:" + receivers.get(receiver).listening.socket().getLocalPort() + "/callback");
    }

    /** From now on this receiver takes what comes and answers nothing. */
    void hang(int receiver) {
        receivers.get(receiver).hanging = true;
    }

    /** From now on receipts are noted there. */
    void noteIn(Receipts newReceipts) {
        receipts = newReceipts;
    }

    /** @throws UncheckedIOException the receivers have ended, and why */
    void check() {
        if (failure != null) {
            throw new UncheckedIOException("The receivers of the benchmark failed", failure);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (Receiver receiver : receivers) {
            receiver.listening.close();
        }
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> {
                    try {
                        if (key.attachment() instanceof Receiver receiver) {
                            accept(receiver);
                        } else {
                            receive((Connection) key.attachment());
                        }
                    } catch (IOException e) {
                        failure = e;
                    }
                });
            }
        } catch (IOException e) {
            failure = e;
        } catch (java.nio.channels.ClosedSelectorException closed) {
            // As it should be.
        }
    }

    private void accept(Receiver receiver) throws IOException {
        SocketChannel channel = receiver.listening.accept();
        if (channel != null) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Connection(receiver, channel, new HttpReader()));
        }
    }

    private void receive(Connection connection) throws IOException {
        HttpReader reader = connection.reader();
        boolean open;
        try {
            open = reader.readFrom(connection.channel());
        } catch (IOException reset) {
            open = false;
        }
        if (!open) {
            connection.channel().close();
            return;
        }
        while (reader.isComplete()) {
            long now = System.nanoTime();
            if (!connection.receiver().hanging) {
                receipts.arrived(reader.messageNumber(), now);
                connection.channel().write(ByteBuffer.wrap(NO_CONTENT));
            }
            reader.next();
        }
    }
}
