package dev.ringdown.mail;

import java.util.regex.Pattern;

/**
 * A file that goes with a mail.
 *
 * @param name      in any script: one line, without folders
 * @param mediaType such as {@code text/csv}, with parameters if need be
 */
public record MailAttachment(String name, String mediaType, byte[] content) {

    /** In bytes; what is larger many mail servers do not take. */
    public static final int LARGEST = 10 * 1024 * 1024;

    private static final int LONGEST_NAME = 255;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,127}/[\\w!#$&^.+-]{1,127}( ?; ?[\\w-]{1,64}=[\\w.-]{1,64})*");

    /** @throws IllegalArgumentException when the name or the media type would make a header of its own, or the content is too large */
    public MailAttachment {
        if (name.isBlank() || name.length() > LONGEST_NAME || Mail.hasControls(name) || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("The name of an attachment must be one line of at most " + LONGEST_NAME + " characters.");
        }
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("The media type of an attachment is none.");
        }
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("An attachment must not be larger than " + LARGEST + " bytes.");
        }
    }

    /** Nothing of what it holds: this may end in a log. */
    @Override
    public String toString() {
        return "MailAttachment[" + content.length + " bytes]";
    }
}
