package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.SendMessageRequest;
import dev.ringdown.desk.DeskException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingFileTest {

    @Test
    void aTextAloneHasNoFile() {
        assertTrue(OutgoingFile.of(new SendMessageRequest(1L, "Hello", null, null, null)).isEmpty());
    }

    @Test
    void aFileIsRead() {
        OutgoingFile file = OutgoingFile.of(new SendMessageRequest(1L, null, "text/plain", "a.txt", "SGVsbG8=")).orElseThrow();
        assertArrayEquals("Hello".getBytes(StandardCharsets.UTF_8), file.content());
    }

    @ParameterizedTest
    @CsvSource({", a.txt, SGVsbG8=, FileType, INVALID_REQUEST", "text/plain, , SGVsbG8=, FileName, INVALID_REQUEST",
        "text/plain, a.txt, , FileContent, INVALID_REQUEST", "text/plain, a.txt, SGVsbG8, FileContent, INVALID_REQUEST",
        "text/plain, a.txt, SGV*bG8=, FileContent, INVALID_REQUEST", "text/html, a.txt, SGVsbG8=, FileType, FILE_TYPE_NOT_ALLOWED"})
    void whatIsNoFileIsRefused(String type, String name, String content, String field, ErrorCode code) {
        DeskException refusal = assertThrows(DeskException.class,
                () -> OutgoingFile.of(new SendMessageRequest(1L, null, type, name, content)));
        assertEquals(code, refusal.code());
        assertEquals(field, refusal.body().field());
    }

    @Test
    void tenMebibytesAreTheMost() {
        String largest = Base64.getEncoder().encodeToString(new byte[OutgoingFile.LARGEST]);
        assertTrue(OutgoingFile.of(new SendMessageRequest(1L, null, "image/png", "a.png", largest)).isPresent());
        String tooLarge = Base64.getEncoder().encodeToString(new byte[OutgoingFile.LARGEST + 1]);
        DeskException refusal = assertThrows(DeskException.class,
                () -> OutgoingFile.of(new SendMessageRequest(1L, null, "image/png", "a.png", tooLarge)));
        assertEquals(ErrorCode.FILE_TOO_LARGE, refusal.code());
    }
}
