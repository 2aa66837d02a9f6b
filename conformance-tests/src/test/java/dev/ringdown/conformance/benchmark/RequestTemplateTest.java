package dev.ringdown.conformance.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {

    private final RequestTemplate template = new RequestTemplate("127.0.0.1:8080", "/messages", "token", "Größe 🚀, \\\"quoted\\\"");

    @Test
    void eachRequestHasItsOwnIdAndConversationAndNothingOfTheOneBefore() throws Exception {
        assertThat(ids(template.with(Integer.MAX_VALUE, UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"))))
                .containsExactly("bm-2147483647", "ffffffff-ffff-ffff-ffff-ffffffffffff");
        assertThat(ids(template.with(42, UUID.fromString("01980a2b-3c4d-7e5f-8a9b-0c1d2e3f4a5b"))))
                .containsExactly("bm-0000000042", "01980a2b-3c4d-7e5f-8a9b-0c1d2e3f4a5b");
    }

    @Test
    void theLengthIsThatOfTheBodyInBytes() throws Exception {
        String request = StandardCharsets.ISO_8859_1.decode(template.with(1, UUID.randomUUID())).toString();
        int body = request.indexOf("\r\n\r\n") + 4;
        assertThat(request).startsWith("POST /messages HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAuthorization: Bearer token\r\n")
                .contains("Content-Length: " + (request.length() - body) + "\r\n");
        assertThat(body(template.with(1, UUID.randomUUID())).at("/messages/message/0/content/text").asText()).isEqualTo("Größe 🚀, \"quoted\"");
    }

    @Test
    void theNumberIsFoundAgain() {
        byte[] request = bytes(template.with(1_234_567_890, UUID.randomUUID()));
        assertThat(RequestTemplate.numberIn(request, 0, request.length)).isEqualTo(1_234_567_890);
        byte[] other = "{\"messageId\":\"m-0000000001\",\"text\":\"as bm-0000000001\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(RequestTemplate.numberIn(other, 0, other.length)).isEqualTo(-1);
    }

    private static String[] ids(ByteBuffer request) throws Exception {
        JsonNode message = body(request).at("/messages/message/0");
        return new String[] {message.at("/messageId").asText(), message.at("/conversation/id").asText()};
    }

    private static JsonNode body(ByteBuffer request) throws Exception {
        String text = new String(bytes(request), StandardCharsets.UTF_8);
        return new ObjectMapper().readTree(text.substring(text.indexOf("\r\n\r\n") + 4));
    }

    private static byte[] bytes(ByteBuffer request) {
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        return bytes;
    }
}
