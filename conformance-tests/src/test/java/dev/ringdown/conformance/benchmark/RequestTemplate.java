package dev.ringdown.conformance.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A whole request of sendMessage as bytes, in which the messageId and the conversation are written over in place: what the generator does
 * per message is nothing else. Each connection has its own.
 */
final class RequestTemplate {

    /** What a messageId of the benchmark begins with; ten digits follow. */
    static final String ID_PREFIX = "bm-";

    private static final int ID_DIGITS = 10;
    private static final UUID SOME_CONVERSATION = new UUID(0, 0);
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final byte[] SEARCHED = ('"' + ID_PREFIX).getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] bytes;
    private final int digits;
    private final int conversation;

    /**
     * @param host  of the header Host
     * @param path  of sendMessage
     * @param token the bearer token
     * @param text  what the customer says
     */
    RequestTemplate(String host, String path, String token, String text) {
        String id = ID_PREFIX + "0".repeat(ID_DIGITS);
        String body = "{\"messages\":{\"message\":[{\"messageId\":\"" + id + "\",\"type\":{\"value\":\"text\"},\"content\":{\"text\":\"" + text
                + "\"},\"sender\":{\"type\":\"customer\"},\"conversation\":{\"id\":\"" + SOME_CONVERSATION + "\"}}]}}";
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        bytes = (head + body).getBytes(StandardCharsets.UTF_8);
        digits = head.length() + body.indexOf(id) + ID_PREFIX.length();
        // From the end: the text may be longer in bytes than in characters.
        conversation = bytes.length - (body.length() - body.lastIndexOf(SOME_CONVERSATION.toString()));
    }

    /** The request with this messageId and conversation, good until the next call. */
    ByteBuffer with(int messageNumber, UUID conversationId) {
        int rest = messageNumber;
        for (int i = digits + ID_DIGITS - 1; i >= digits; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        writeHex(writeHex(conversation, conversationId.getMostSignificantBits()), conversationId.getLeastSignificantBits());
        return ByteBuffer.wrap(bytes);
    }

    /** Behind these 16 digits, stepping over the dashes that are there already. */
    private int writeHex(int from, long value) {
        int at = from;
        for (int shift = 60; shift >= 0; shift -= 4) {
            if (bytes[at] == '-') {
                at++;
            }
            bytes[at++] = (byte) HEX[(int) (value >>> shift) & 15];
        }
        return at;
    }

    /**
     * The number of the message whose messageId stands in these bytes.
     *
     * @return -1 if there is none
     */
    static int numberIn(byte[] bytes, int from, int to) {
        for (int at = from; at + SEARCHED.length + ID_DIGITS <= to; at++) {
            int matched = 0;
            while (matched < SEARCHED.length && bytes[at + matched] == SEARCHED[matched]) {
                matched++;
            }
            if (matched == SEARCHED.length) {
                int number = 0;
                for (int i = at + matched; i < at + matched + ID_DIGITS; i++) {
                    number = 10 * number + bytes[i] - '0';
                }
                return number;
            }
        }
        return -1;
    }
}
