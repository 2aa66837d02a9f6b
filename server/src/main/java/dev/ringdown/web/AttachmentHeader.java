package dev.ringdown.web;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** The header {@code Content-Disposition} of a file that is to be saved, not shown (RFC 6266). */
public final class AttachmentHeader {

    /** What RFC 8187 lets stand as it is ({@code attr-char}). */
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~";
    private static final char STAND_IN = '_';
    /** Embeddings, overrides and isolates of bidirectional text. */
    private static final String TURNS = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private AttachmentHeader() {
    }

    /**
     * {@code filename} for every receiver, and {@code filename*} beside it where that cannot say the whole name. What separates
     * folders has no place in either, nor has what turns the direction of writing: it would show another ending than the file has.
     */
    public static String of(String fileName) {
        String name = replaced(fileName, character -> character == '/' || character == '\\' || Character.isISOControl(character)
                || TURNS.indexOf(character) >= 0);
        // A percent sign with digits behind it is taken for an escape by some.
        String ascii = replaced(name, character -> character < ' ' || character > '~' || character == '"' || character == '%');
        String header = "attachment; filename=\"" + ascii + '"';
        return ascii.equals(name) ? header : header + "; filename*=UTF-8''" + encoded(name);
    }

    private static String replaced(String text, IntPredicate unfit) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(character -> result.appendCodePoint(unfit.test(character) ? STAND_IN : character));
        return result.toString();
    }

    private static String encoded(String text) {
        StringBuilder result = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
                result.append((char) octet);
            } else {
                result.append('%').append(String.format("%02X", octet));
            }
        }
        return result.toString();
    }
}
