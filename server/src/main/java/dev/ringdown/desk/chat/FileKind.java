package dev.ringdown.desk.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The media types of files that agents may send, each with the mark that its content must bear. */
enum FileKind {

    JPEG("image/jpeg", content -> has(content, 0, "\u00ff\u00d8\u00ff")),
    PNG("image/png", content -> has(content, 0, "\u0089PNG\r\n\u001a\n")),
    WEBP("image/webp", content -> has(content, 0, "RIFF") && has(content, 8, "WEBP")),
    PDF("application/pdf", content -> has(content, 0, "%PDF-")),
    MP4("video/mp4", content -> has(content, 4, "ftyp")),
    OGG("audio/ogg", content -> has(content, 0, "OggS")),
    /** Has no mark: it is what bears none of the others and holds no zero bytes, as all texts but those in UTF-16 and UTF-32. */
    TEXT("text/plain", content -> !isMarked(content) && !hasZero(content));

    private final String mediaType;
    private final Predicate<byte[]> mark;

    FileKind(String mediaType, Predicate<byte[]> mark) {
        this.mediaType = mediaType;
        this.mark = mark;
    }

    static Optional<FileKind> of(String mediaType) {
        return Stream.of(values()).filter(kind -> kind.mediaType.equals(mediaType)).findFirst();
    }

    boolean fits(byte[] content) {
        return mark.test(content);
    }

    private static boolean isMarked(byte[] content) {
        return Stream.of(values()).filter(kind -> kind != TEXT).anyMatch(kind -> kind.fits(content));
    }

    /** @param octets one character each */
    private static boolean has(byte[] content, int offset, String octets) {
        byte[] wanted = octets.getBytes(StandardCharsets.ISO_8859_1);
        return content.length >= offset + wanted.length
                && Arrays.equals(content, offset, offset + wanted.length, wanted, 0, wanted.length);
    }

    private static boolean hasZero(byte[] content) {
        for (byte octet : content) {
            if (octet == 0) {
                return true;
            }
        }
        return false;
    }
}
