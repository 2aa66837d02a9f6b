package dev.ringdown.hub.asset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ContentTypesTest {

    @ParameterizedTest
    @CsvSource({
        "bird.jpg, image/jpeg",
        "bird.JPEG, image/jpeg",
        "bird.png, image/png",
        "bird.gif, image/gif",
        "bird.webp, image/webp",
        "bird.HEIC, image/heic",
        "bird.svg, image/svg+xml",
        "song.mp3, audio/mpeg",
        "note.m4a, audio/mp4",
        "note.opus, audio/ogg",
        "film.mp4, video/mp4",
        "page.html, text/html",
        "letter.txt, text/plain",
        "table.csv, text/csv",
        "paper.pdf, application/pdf",
        "letter.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "table.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "all.tar.gz, application/gzip",
        "all.zip, application/zip",
        "a.b.txt, text/plain",
        ".txt, text/plain",
        "letter, application/octet-stream",
        "txt, application/octet-stream",
        "letter., application/octet-stream",
        "letter.unknown, application/octet-stream",
        "'letter.txt ', application/octet-stream",
        "brief.TXТ, application/octet-stream",
    })
    void followsFromTheExtension(String name, String type) {
        assertEquals(type, ContentTypes.of(name));
    }
}
