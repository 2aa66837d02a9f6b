package dev.ringdown.hub.asset;

import io.micronaut.http.MediaType;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which media type a file has by the extension of its name. The table comes with the framework, so it is the same on every machine; what it lacks
 * of the files that phones make stands here.
 */
final class ContentTypes {

    private static final Map<String, String> OF_PHONES = Map.of(
            "heic", "image/heic",
            "heif", "image/heif",
            "avif", "image/avif",
            "amr", "audio/amr",
            "opus", "audio/ogg");

    private ContentTypes() {
    }

    /** {@code application/octet-stream} where the extension is missing or unknown. Case makes no difference. */
    static String of(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (extension.length() == fileName.length()) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
        return Optional.ofNullable(OF_PHONES.get(extension))
                .or(() -> MediaType.forExtension(extension).map(MediaType::getName))
                .orElse(MediaType.APPLICATION_OCTET_STREAM);
    }
}
