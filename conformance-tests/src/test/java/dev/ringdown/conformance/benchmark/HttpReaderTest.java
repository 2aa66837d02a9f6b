package dev.ringdown.conformance.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReaderTest {

    private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\nContent-LENGTH:  27 \r\n\r\n"
            + "{\"messageId\":\"bm-0000000007";
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String LONG = "HTTP/1.1 400 Bad Request\r\ncontent-length: 10000\r\n\r\n" + "x".repeat(10_000);

    private final HttpReader reader = new HttpReader();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64, 100, 20_000})
    void answersComeOutWholeInWhateverPiecesTheyArrive(int piece) throws IOException {
        assertThat(statuses(piece, ACCEPTED + EMPTY + LONG + EMPTY + ACCEPTED)).containsExactly(202, 204, 400, 204, 202);
    }

    @Test
    void theBodyIsTheMessagesOwn() throws IOException {
        reader.readFrom(channel(ACCEPTED + EMPTY));
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.messageNumber()).isEqualTo(7);
        assertThat(reader.text()).isEqualTo(ACCEPTED);
        reader.next();
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.messageNumber()).isEqualTo(-1);
        assertThat(reader.text()).isEqualTo(EMPTY);
    }

    @Test
    void itIsNotCompleteBeforeItsLastByte() throws IOException {
        reader.readFrom(channel(ACCEPTED.substring(0, ACCEPTED.length() - 1)));
        assertThat(reader.isComplete()).isFalse();
        assertThat(reader.readFrom(channel(""))).as("still open").isFalse();
        reader.readFrom(channel(ACCEPTED.substring(ACCEPTED.length() - 1)));
        assertThat(reader.isComplete()).isTrue();
    }

    @Test
    void chunksAreRefused() throws IOException {
        reader.readFrom(channel("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"));
        assertThatThrownBy(reader::isComplete).isInstanceOf(IOException.class).hasMessageContaining("chunks");
    }

    private List<Integer> statuses(int piece, String answers) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        ReadableByteChannel whole = channel(answers);
        ByteBuffer part = ByteBuffer.allocate(piece);
        while (whole.read(part.clear()) >= 0) {
            String arrived = StandardCharsets.ISO_8859_1.decode(part.flip()).toString();
            ReadableByteChannel pieces = channel(arrived);
            while (reader.readFrom(pieces)) {
                while (reader.isComplete()) {
                    statuses.add(reader.status());
                    reader.next();
                }
            }
        }
        return statuses;
    }

    private static ReadableByteChannel channel(String text) {
        return Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
