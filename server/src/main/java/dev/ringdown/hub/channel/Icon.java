package dev.ringdown.hub.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Tells raster images from all else by their first bytes. SVG is none: it can carry scripts. */
final class Icon {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] GIF_87 = ascii("GIF87a");
    private static final byte[] GIF_89 = ascii("GIF89a");
    private static final byte[] RIFF = ascii("RIFF");
    private static final byte[] WEBP = ascii("WEBP");
    private static final int WEBP_AT = 8;

    private Icon() {
    }

    /** Whether a text is a PNG, JPEG, GIF or WebP image in standard base64, padded and without line breaks. */
    static boolean isRasterImage(String base64) {
        // The decoder would do without the padding; the contract says standard base64, which has it.
        if (base64.length() % 4 != 0) {
            return false;
        }
        try {
            byte[] image = Base64.getDecoder().decode(base64);
            return has(image, 0, PNG) || has(image, 0, JPEG) || has(image, 0, GIF_87) || has(image, 0, GIF_89)
                    || has(image, 0, RIFF) && has(image, WEBP_AT, WEBP);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean has(byte[] image, int at, byte[] mark) {
        return image.length >= at + mark.length && Arrays.equals(image, at, at + mark.length, mark, 0, mark.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
