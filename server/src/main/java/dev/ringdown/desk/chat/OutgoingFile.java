package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.SendMessageRequest;
import dev.ringdown.desk.DeskException;
import io.micronaut.core.annotation.Nullable;

import java.util.Base64;
import java.util.Optional;

/** The file of a SendMessage: its three fields go together, its type is one of seven, its bytes are at most 10 MiB. */
record OutgoingFile(String type, String name, byte[] content) {

    static final int LARGEST = 10 * 1024 * 1024;

    private static final String TYPE = "FileType";
    private static final String NAME = "FileName";
    private static final String CONTENT = "FileContent";

    /**
     * @return empty if the message has no file
     * @throws DeskException 400 a field is missing, or the content is no base64; 413 FileTooLarge; 415 FileTypeNotAllowed, also where the content is of another type
     */
    static Optional<OutgoingFile> of(SendMessageRequest message) {
        if (message.fileType() == null && message.fileName() == null && message.fileContent() == null) {
            return Optional.empty();
        }
        require(message.fileType(), TYPE);
        require(message.fileName(), NAME);
        require(message.fileContent(), CONTENT);
        byte[] content = decode(message.fileContent());
        if (content.length > LARGEST) {
            throw DeskException.fileTooLarge(CONTENT, "The file is larger than " + LARGEST + " bytes.");
        }
        FileKind kind = FileKind.of(message.fileType())
                .orElseThrow(() -> DeskException.fileTypeNotAllowed(TYPE, "Files of this type may not be sent."));
        if (!kind.fits(content)) {
            throw DeskException.fileTypeNotAllowed(TYPE, "The content of the file is not " + message.fileType() + ".");
        }
        return Optional.of(new OutgoingFile(message.fileType(), message.fileName(), content));
    }

    private static void require(@Nullable String value, String field) {
        if (value == null) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " is required with a file.");
        }
    }

    private static byte[] decode(String base64) {
        // The decoder takes a text without its padding, too.
        if (base64.length() % 4 == 0) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                // Answered below.
            }
        }
        throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, CONTENT, CONTENT + " is not base64.");
    }
}
