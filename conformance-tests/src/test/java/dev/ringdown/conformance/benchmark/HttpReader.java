package dev.ringdown.conformance.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads requests or answers of HTTP/1.1 off one connection, in whatever pieces they arrive, also several in one piece. It knows bodies by
 * their Content-Length alone, which is all that the server and its callbacks send; anything else fails.
 */
final class HttpReader {

    private static final int UNKNOWN = -1;

    private byte[] bytes = new byte[4096];
    private int filled;
    private int searched;
    private int bodyStart = UNKNOWN;
    private int end = UNKNOWN;

    /**
     * Reads what is there.
     *
     * @return whether the connection is still open
     */
    boolean readFrom(ReadableByteChannel channel) throws IOException {
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * filled);
        }
        int count = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
        filled += Math.max(count, 0);
        return count >= 0;
    }

    /** Whether a whole message is there. */
    boolean isComplete() throws IOException {
        if (bodyStart == UNKNOWN) {
            findBody();
        }
        return end != UNKNOWN && filled >= end;
    }

    private void findBody() throws IOException {
        for (int at = searched; at + 4 <= filled; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                bodyStart = at + 4;
                end = bodyStart + contentLength();
                return;
            }
        }
        searched = Math.max(0, filled - 3);
    }

    private int contentLength() throws IOException {
        String head = new String(bytes, 0, bodyStart, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (head.contains("\r\ntransfer-encoding:")) {
            throw new IOException("A body in chunks is not read here:\n" + head);
        }
        int name = head.indexOf("\r\ncontent-length:");
        if (name < 0) {
            return 0;
        }
        int value = head.indexOf(':', name) + 1;
        return Integer.parseInt(head.substring(value, head.indexOf("\r\n", value)).strip());
    }

    /** Of an answer that is complete. */
    int status() {
        // HTTP/1.1 202
        return 100 * (bytes[9] - '0') + 10 * (bytes[10] - '0') + bytes[11] - '0';
    }

    /** The number of the message whose messageId is in the body, or -1. */
    int messageNumber() {
        return RequestTemplate.numberIn(bytes, bodyStart, end);
    }

    /** Head and body of the complete message. */
    String text() {
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Forgets the complete message; what came behind it is the beginning of the next. */
    void next() {
        System.arraycopy(bytes, end, bytes, 0, filled - end);
        filled -= end;
        searched = 0;
        bodyStart = UNKNOWN;
        end = UNKNOWN;
    }
}
