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
import java.util.Map;
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
        assertTrue(OutgoingFile.of(new SendMessageRequest(1L, null, "text/plain", "a.txt", text(OutgoingFile.LARGEST))).isPresent());
        String tooLarge = text(OutgoingFile.LARGEST + 1);
        DeskException refusal = assertThrows(DeskException.class,
                () -> OutgoingFile.of(new SendMessageRequest(1L, null, "text/plain", "a.txt", tooLarge)));
        assertEquals(ErrorCode.FILE_TOO_LARGE, refusal.code());
    }

    private static String text(int size) {
        return Base64.getEncoder().encodeToString("x".repeat(size).getBytes(StandardCharsets.US_ASCII));
    }

    /** Each type with the beginning that its files have, and everything else with the beginnings of the others. */
    @Test
    void theContentMustBeWhatTheTypeSays() {
        Map<String, String> beginnings = Map.of("image/jpeg", "\u00ff\u00d8\u00ff\u00e0", "image/png", "\u0089PNG\r\n\u001a\n", "image/webp", "RIFF1234WEBPVP8 ",
                "application/pdf", "%PDF-1.7", "video/mp4", "\u0000\u0000\u0000\u0018ftypmp42", "audio/ogg", "OggS\u0000\u0002", "text/plain", "Gr\u00fc\u00dfe");
        beginnings.forEach((type, own) -> beginnings.forEach((other, content) -> {
            SendMessageRequest request = new SendMessageRequest(1L, null, type, "a",
                    Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1)));
            if (type.equals(other)) {
                assertTrue(OutgoingFile.of(request).isPresent(), type);
            } else {
                DeskException refusal = assertThrows(DeskException.class, () -> OutgoingFile.of(request), type + " with the content of " + other);
                assertEquals(ErrorCode.FILE_TYPE_NOT_ALLOWED, refusal.code());
            }
        }));
    }
}
